// A plugin of typedoc: what it should make of the client's doc comments and by itself does not.
import { Comment, CommentTag, Converter, ReflectionKind } from 'typedoc';

// Methods say it in code: `GET jobs/{pk}/`.
const ROUTE = /^`[A-Z]+ (?:async\/)?([a-z_]+)\/.*`$/;

export function load(app) {
  app.converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }) => {
    for (const { parent, comment } of project.getReflectionsByKind(ReflectionKind.SomeSignature)) {
      if (parent.kind === ReflectionKind.Method) groupByResource(parent, comment);
      comment?.blockTags.forEach(linkError);
    }
    project.getReflectionsByKind(ReflectionKind.Document).forEach(nameByHeading);
  });
}

/** A guide has the name of its first heading, not of its file. */
function nameByHeading(guide) {
  guide.name = guide.content[0]?.text.match(/^# (.+)$/m)?.[1] ?? guide.name;
}

/** Lists a method under the resource in its route. */
function groupByResource(method, comment) {
  const route = comment?.summary.map(({ text }) => text.match(ROUTE)).find(Boolean);
  if (!route) return;
  const words = route[1].replaceAll('_', ' ');
  const title = words[0].toUpperCase() + words.slice(1);
  method.comment = new Comment([], [new CommentTag('@category', [{ kind: 'text', text: title }])]);
}

/** `@throws {NotFoundError} where …`: the class in braces begins the sentence, as a link. */
function linkError(tag) {
  if (!tag.typeAnnotation) return;
  const name = tag.typeAnnotation.slice(1, -1);
  tag.content.unshift({ kind: 'inline-tag', tag: '@link', text: name }, { kind: 'text', text: ' ' });
  delete tag.typeAnnotation;
}
