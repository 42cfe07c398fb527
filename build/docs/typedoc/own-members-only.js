import { Converter, ReflectionKind } from 'typedoc'

/** Leaves out what a class only inherits: an indicator's page would be six times as long, and say nothing more. */
export function load(application) {
  application.converter.on(
    Converter.EVENT_RESOLVE_BEGIN,
    ({ project }) => {
      for (const reflection of Object.values(project.reflections)) {
        const isNew = reflection.kindOf(
          ReflectionKind.Constructor | ReflectionKind.ConstructorSignature,
        )
        if (reflection.inheritedFrom !== undefined && !isNew) project.removeReflection(reflection)
      }
    },
    -100,
  )
}
