import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { after, describe, test } from 'node:test'
import { openCommandLine } from './command-line.ts'

const line = openCommandLine()
after(() => line.close())

const id = '0199a3c4-0000-7000-8000-000000000001'

describe('usage', { concurrency: 2 }, () => {
  const wrong: [string[], RegExp][] = [
    [['sites', 'create', '--name', 'A'], /--domain/],
    [['keys', 'create', '--site', id, '--name', 'x'], /--scopes/],
    [['keys', 'make'], /make/],
    [['categories', 'list'], /--site/],
    [['inventory', 'import', '--site', id], /file/],
    [['jobs', 'list', '--colour', 'red'], /--colour/],
    [['pets', 'list'], /pets/],
    [['keys'], /Usage/],
  ]
  for (const [args, says] of wrong) {
    test(`"${args.join(' ')}" is wrong usage: exit 2, and what is wrong`, async () => {
      const { code, stdout, stderr } = await line.run(args)
      assert.equal(code, 2, stderr)
      assert.match(stderr, says)
      assert.equal(stdout, '')
    })
  }

  test('--help and --version are no faults', async () => {
    assert.equal((await line.run(['--help'])).code, 0)
    assert.match((await line.run(['--version'])).stdout, /^\d+\.\d+\.\d+\n$/)
  })

  test('a worker alone without DATABASE_URL says that it needs it', async () => {
    const { code, stderr } = await line.run(['worker'])
    assert.equal(code, 1)
    assert.match(stderr, /^"worker" needs DATABASE_URL.*"serve"\.\n$/)
  })

  test('settings that are wrong end every command with one line that lists them', async () => {
    const { code, stdout, stderr } = await line.run(['sites', 'list', '--json'], {
      PORT: 'eighty',
      FORECOURT_LOG_LEVEL: 'loud',
    })
    assert.equal(code, 1)
    assert.match(stderr, /^.*PORT .*FORECOURT_LOG_LEVEL .*\n$/)
    assert.equal(stdout, '')
  })

  test('a database that cannot be reached is one line, without its password', async () => {
    const environment = {
      DATABASE_URL: 'postgres://forecourt:geheim@127.0.0.1:1/forecourt',
      FORECOURT_SECRET: Buffer.alloc(32, 7).toString('base64'),
    }
    const list = await line.run(['sites', 'list'], environment)
    assert.equal(list.code, 1)
    assert.match(list.stderr, /^.*database.*\n$/i)
    const doctor = await line.run(['doctor'], environment)
    assert.equal(doctor.code, 1)
    assert.match(doctor.stdout, /^failed +database: /m)
    assert.doesNotMatch(list.stderr + doctor.stdout + doctor.stderr, /geheim|Error:|\n {4}at /)
  })
})

test('what needs no database makes none', () => {
  assert.ok(!existsSync(line.dataFolder))
})
