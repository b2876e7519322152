import type { ComponentChildren } from 'preact';
import { Icon } from './icon';

export interface Column {
  title: string;
  /** The direction in which the list is sorted by it, if it is. `onSort` sorts by it, or reverses the order. */
  sort?: { direction: 'ascending' | 'descending' | undefined; onSort: () => void };
  /** Its cells are numbers, aligned by their last digits. */
  number?: boolean;
  /** Its title is for screen readers only, because its cells are clear to those who see them. */
  hidden?: boolean;
}

/** A table in its frame, or a list of cards on a phone (see table.css). */
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
