import { useContext } from 'react';
import { RegistryContext } from '../live/registry-context.js';
import { useHistory } from '../live/use-history.js';
import { useResource } from '../live/use-resource.js';
import { FactsTable } from '../parts/facts-table.js';
import { FaultNote } from '../parts/fault-note.js';
import { Section } from '../parts/section.js';
import { Told } from '../parts/told.js';
import { FirstSteps } from '../services/first-steps.js';
import { useText } from '../text/text-context.js';
import { Charts } from './charts.js';
import { PreservationCard } from './preservation-card.js';
import { RecentList } from './recent-list.js';
import { ReplicaTable } from './replica-table.js';
import { StateSentences } from './state-sentences.js';
import { StatusCounts } from './status-counts.js';

/** The registry at a glance: all that the page without scripts says, and what is measured. */
export function Overview(): React.JSX.Element {
  const { api } = useContext(RegistryContext);
  const { say, tell } = useText();
  const state = useResource('state', () => api.state());
  const cluster = useResource('cluster', () => api.cluster());
  const history = useHistory();
  const { value } = state;
  if (value === undefined)
    return state.fault === undefined ? <p>{say('gone.loading')}</p> : <FaultNote fault={state.fault} />;
  const { system } = value;
  const banner = tell(system.bannerSaid);
  return (
    <>
      <StateSentences state={value} cluster={cluster.value} />
      {system.banner !== undefined && (
        <div className="note note-bad" role="alert">
          {banner !== undefined && <p>{banner}</p>}
          <span lang="en">{system.banner}</span>
        </div>
      )}
      {value.warnings.map((warning, index) => (
        <p className="note note-bad" role="alert" key={warning}>
          <Told said={value.warningsSaid?.[index]} english={warning} />
        </p>
      ))}
      {value.applications === 0 && <FirstSteps serviceUrl={value.serviceUrl} />}
      <StatusCounts state={value} />
      <div className="deck">
        {history !== undefined && <Charts state={value} history={history} />}
        <PreservationCard state={value} />
        <Section title={say('status.title')}>
          <FactsTable
            facts={[
              [say('status.environment'), system.environment],
              [say('status.datacenter'), system.datacenter],
              [say('status.currentTime'), system.currentTime],
              [say('status.uptime'), system.uptime],
              [say('status.leaseExpiration'), String(system.leaseExpirationEnabled)],
              [say('status.threshold'), String(system.renewsThreshold)],
              [say('status.lastMinute'), String(system.renewsLastMinute)],
            ]}
          />
        </Section>
        <RecentList title={say('recent.registered')} leases={value.lastRegistered} />
        <RecentList title={say('recent.cancelled')} leases={value.lastCancelled} />
        <Section title={say('info.general')}>
          <FactsTable facts={value.generalInfo} />
        </Section>
        <Section title={say('info.instance')}>
          <FactsTable facts={value.instanceInfo} />
          <p>
            <a href={`${api.home}lastn`}>{say('nav.plain')}</a>
          </p>
        </Section>
      </div>
      <Section title={say('replicas.title')} className="card wide">
        <ReplicaTable replicas={value.replicas} peers={cluster.value?.peers ?? []} />
      </Section>
    </>
  );
}
