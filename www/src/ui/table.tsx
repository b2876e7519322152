import type { ComponentChildren } from 'preact';
import { Icon } from './icon';

export interface Column {
  title: string;
  /** How the list is sorted by it, if it is; `onSort` asks for it, or for the other way round. */
  sort?: { direction: 'ascending' | 'descending' | undefined; onSort: () => void };
  /** Its cells are figures, to be compared by their last digits. */
  number?: boolean;
  /** Its title is only read out: what its cells hold says enough to who sees them. */
  hidden?: boolean;
}

/** A table in its frame; on a phone, a list of cards (see table.css). */
export function Table({ columns, children }: { columns: readonly (string | Column)[]; children: ComponentChildren }) {
  return (
    <div class="panel">
      <table class="table">
        <thead>
          <tr>
            {columns.map((column) => {
              const { title, number, hidden, sort }: Column = typeof column === 'string' ? { title: column } : column;
              return (
                <th key={title} class={number ? 'number' : undefined} aria-sort={sort && (sort.direction ?? 'none')}>
                  {hidden ? <span class="hidden">{title}</span> : sort ? <SortButton title={title} {...sort} /> : title}
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}

function SortButton({ title, direction, onSort }: { title: string } & NonNullable<Column['sort']>) {
  return (
    <button type="button" class="sort" onClick={onSort}>
      {title}
      {direction && <Icon name={direction === 'ascending' ? 'up' : 'down'} />}
    </button>
  );
}
