import { Type } from 'typebox'
import { componentContents, componentTypes } from '#content/index.ts'
import { Data, defineRoute, OneOf, ok, Text } from '#http/index.ts'

const ComponentType = Type.Object({
  type: OneOf(componentTypes, { description: 'What /content/{id}/components/{type} takes.' }),
  description: Text('The text itself.'),
  content_format: OneOf(['markdown', 'json', 'text'], { description: 'What its `content` string holds.' }),
})

export const listComponentTypes = defineRoute<unknown>()({
  id: 'reference.componentTypes',
  method: 'GET',
  path: '/reference/component-types',
  summary: 'List the types of components that a content can have.',
  tag: 'Reference',
  access: 'any-key',
  responses: { 200: Data(Type.Object({ component_types: Type.Array(ComponentType) })) },
  async handle() {
    return ok({
      component_types: componentTypes.map((type) => {
        const { description, format } = componentContents[type]
        return { type, description, content_format: format }
      }),
    })
  },
})
