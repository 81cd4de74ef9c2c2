import { useContext } from 'react';
import { ActionBar } from '../actions/action-bar.js';
import { useAllowedActions } from '../actions/use-allowed-actions.js';
import type { Explanation, InstanceDocument, Obituary } from '../api/operation-shapes.js';
import { pathOf } from '../api/registry-api.js';
import { JournalTable } from '../journal/journal-table.js';
import { RegistryContext } from '../live/registry-context.js';
import { useResource } from '../live/use-resource.js';
import { FactsTable } from '../parts/facts-table.js';
import { FaultNote } from '../parts/fault-note.js';
import { SafeLink } from '../parts/safe-link.js';
import { Section } from '../parts/section.js';
import { StatusBadge } from '../parts/status-badge.js';
import { Told } from '../parts/told.js';
import { routeText } from '../route.js';
import { useText } from '../text/text-context.js';
import { LeaseFacts } from './lease-facts.js';
import { MeasureFacts } from './measure-facts.js';
import { maskedEntry, maskedUrl } from './masked-entry.js';
import { StatusFacts } from './status-facts.js';
import { WatchersCard } from './watchers-card.js';

/** One instance: what it says of itself, why it is shown as it is, and what happened to it. */
export function InstanceView({ app, id }: { readonly app: string; readonly id: string }): React.JSX.Element {
  const { api } = useContext(RegistryContext);
  const { say } = useText();
  const path = pathOf(app, id);
  const document = useResource(`instance ${path}`, () => api.get<InstanceDocument>(`apps/${path}`));
  const explained = useResource(`explain ${path}`, () => api.get<Explanation>(`x/apps/${path}/explain`));
  const actions = useAllowedActions();
  const instance = document.value?.instance;
  const isGone = document.fault?.kind === 'absent';
  const obituary = explained.fault?.kind === 'absent' ? (explained.fault.body as Obituary | undefined) : undefined;
  const changes = explained.fault === undefined ? explained.value?.changes : obituary?.changes;
  return (
    <>
      <p>
        <a href={routeText(['services'], { by: 'instance', app })}>← {say('instance.back')}</a>
      </p>
      <h2 className="text">
        {id}{' '}
        {isGone ? (
          <span className="badge badge-unknown">? {say('instance.gone')}</span>
        ) : (
          explained.value !== undefined && <StatusBadge status={explained.value.status.shown} />
        )}
      </h2>
      <p className="soft text">{app}</p>
      <FaultNote
        fault={
          isGone && obituary !== undefined
            ? undefined
            : (document.fault ?? (obituary === undefined ? explained.fault : undefined))
        }
      />
      {obituary?.sentence !== undefined && (
        <div className="note">
          <Told said={obituary.said} english={obituary.sentence} />
          {obituary.measures.map((measure) => (
            <MeasureFacts key={measure.kind} measure={measure} />
          ))}
        </div>
      )}
      {actions.length > 0 && <ActionBar actions={actions} targets={isGone ? [] : [{ app, id }]} />}
      <div className="deck">
        {!isGone && explained.value !== undefined && (
          <>
            <StatusFacts explanation={explained.value} />
            <LeaseFacts explanation={explained.value} />
          </>
        )}
        {instance !== undefined && <InstanceFacts instance={instance} />}
      </div>
      {instance !== undefined && !isGone && <WatchersCard app={app} id={id} />}
      {changes !== undefined && (
        <Section title={say('instance.timeline')} className="card wide">
          {changes.length === 0 ? (
            <p className="soft">{say('instance.noChanges')}</p>
          ) : (
            <JournalTable entries={changes} />
          )}
        </Section>
      )}
    </>
  );
}

function InstanceFacts({ instance }: { readonly instance: InstanceDocument['instance'] }): React.JSX.Element {
  const { say } = useText();
  const { port, securePort, metadata = {} } = instance;
  const portText = (given: typeof port): string => {
    if (given === undefined) return '';
    return given['@enabled'] === 'true' ? String(given.$) : say('instance.portOff', { port: String(given.$) });
  };
  const urls = (['homePageUrl', 'statusPageUrl', 'healthCheckUrl', 'secureHealthCheckUrl'] as const).flatMap((name) => {
    const url = instance[name];
    return url ? [[name, <SafeLink key={name} href={maskedUrl(url)} />] as const] : [];
  });
  // Java's own marker of the kind of map is no entry
  const entries = Object.entries(metadata)
    .filter(([name]) => name !== '@class')
    .map(([name, value]) => [name, maskedEntry(name, value)] as const);
  return (
    <>
      <Section title={say('instance.details')}>
        <FactsTable
          facts={[
            ['hostName', instance.hostName],
            ['ipAddr', instance.ipAddr],
            ['port', portText(port)],
            ['securePort', portText(securePort)],
            ['vipAddress', instance.vipAddress],
            ['secureVipAddress', instance.secureVipAddress],
            ['dataCenterInfo', instance.dataCenterInfo?.name],
          ]}
        />
      </Section>
      <Section title={say('instance.urls')}>
        <FactsTable facts={urls} />
      </Section>
      <Section title={say('instance.metadata')}>
        {entries.length === 0 ? <p className="soft">{say('instance.noMetadata')}</p> : <FactsTable facts={entries} />}
      </Section>
    </>
  );
}
