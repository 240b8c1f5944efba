import { test } from 'node:test'
import { openLot } from './stock.ts'
import { until } from '../harness/fixtures.ts'
test('p', async () => {
  const lot = await openLot()
  const v = ['2HGFE2F52TH000011','2HKRS4H48TH000022']
  await lot.stock([`New,${v[0]},2026,Honda,Civic,Sport,28500,,`,`New,${v[1]},2026,Honda,CR-V,EX,35650,,`])
  await lot.app.database.pool.query(`DELETE FROM facts WHERE subject=$1`,[`vehicle:${v[0]}`])
  const w = await lot.startWorker()
  for (const vin of v) { await lot.client('POST', `/inventory/${vin}/description`); console.log(await until(lot.client, `/inventory/${vin}/description`, (d)=>d.status!=='generating')) }
  await w.stop(); await lot.app.stop()
})
