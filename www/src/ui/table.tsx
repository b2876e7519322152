import type { ComponentChildren } from 'preact';

export interface Column {
  title: string;
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
              const { title, number, hidden }: Column = typeof column === 'string' ? { title: column } : column;
              return (
                <th key={title} class={number ? 'number' : undefined}>
                  {hidden ? <span class="hidden">{title}</span> : title}
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
