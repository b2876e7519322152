// A plugin of typedoc: groups methods by resource, links the classes of errors, and orders the pages.
import { readFileSync, statSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import { Comment, CommentTag, Converter, ReflectionKind } from 'typedoc';

// The route in the doc comment of a method: `GET jobs/{pk}/`.
const ROUTE = /^`[A-Z]+ (?:async\/)?([a-z_]+)\/.*`$/;

export function load(app) {
  app.converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }) => {
    for (const { parent, comment } of project.getReflectionsByKind(ReflectionKind.SomeSignature)) {
      if (parent.kind === ReflectionKind.Method) groupByResource(parent, comment);
      comment?.blockTags.forEach(linkError);
    }
    for (const module of project.getReflectionsByKind(ReflectionKind.Module)) {
      module.name = module.name === 'index' ? 'API' : `API: ${module.name}`;
    }
    // The page shows the title already.
    project.readme[0].text = project.readme[0].text.replace(/^# .+\n/, '');
    arrangePages(project, app.options.getValue('readme'));
    for (const parts of [project.readme, ...project.documents.map(({ content }) => content)]) nameFolders(parts, project);
  });
}

/** Names pages after their headings, and sorts them as in the README's list of pages. Other pages follow. */
function arrangePages(project, readme) {
  const [, text] = readFileSync(readme, 'utf8').split('\n## Documentation\n');
  const places = new Map();
  for (const page of project.documents) {
    page.name = page.content[0].text.match(/^# (.+)$/m)[1];
    const path = relative(dirname(readme), project.files.getReflectionPath(page)).replaceAll('\\', '/');
    const place = text.indexOf(`](${path})`);
    places.set(page, place < 0 ? Infinity : place);
  }
  const byPlace = (one, other) => (places.get(one) ?? Infinity) - (places.get(other) ?? Infinity) || 0;
  project.documents.sort(byPlace);
  // The order of the sidebar. Everything that is not a page follows.
  project.childrenIncludingDocuments.sort(byPlace);
}

/** Replaces links to folders by their paths, because the site has no folders. */
function nameFolders(parts, project) {
  for (const [index, part] of parts.entries()) {
    const path = part.kind === 'relative-link' && part.target !== undefined && project.files.resolve(part.target, project);
    if (typeof path !== 'string' || !statSync(path).isDirectory()) continue;
    const [before, after] = [parts[index - 1], parts[index + 1]];
    before.text = before.text.replace(/\[[^\]]*\]\($/, '`');
    after.text = after.text.replace(/^\)/, '`');
    parts[index] = { kind: 'text', text: part.text.replace(/^(\.\.?\/)+/, '') };
  }
}

/** Lists a method under the resource in its route. */
function groupByResource(method, comment) {
  const route = comment?.summary.map(({ text }) => text.match(ROUTE)).find(Boolean);
  if (!route) return;
  const words = route[1].replaceAll('_', ' ');
  const title = words[0].toUpperCase() + words.slice(1);
  method.comment = new Comment([], [new CommentTag('@category', [{ kind: 'text', text: title }])]);
}

/** `@throws {NotFoundError} if …`: puts the class in braces at the beginning of the sentence, as a link. */
function linkError(tag) {
  if (!tag.typeAnnotation) return;
  const name = tag.typeAnnotation.slice(1, -1);
  tag.content.unshift({ kind: 'inline-tag', tag: '@link', text: name }, { kind: 'text', text: ' ' });
  delete tag.typeAnnotation;
}
