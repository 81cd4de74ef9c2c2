import type { ReactNode } from 'react';

/** Names and values. */
export function FactsTable({
  facts,
}: {
  readonly facts: readonly (readonly [string, ReactNode])[];
}): React.JSX.Element {
  return (
    <table className="fact-table">
      <tbody>
        {facts.map(([name, value]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>{value}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
