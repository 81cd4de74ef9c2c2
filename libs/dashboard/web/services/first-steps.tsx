import { Section } from '../parts/section.js';
import { useText } from '../text/text-context.js';

/** What to do while nothing is registered. */
export function FirstSteps({ serviceUrl }: { readonly serviceUrl: string }): React.JSX.Element {
  const { say } = useText();
  return (
    <Section title={say('services.empty')}>
      <p>{say('services.emptyText')}</p>
      <pre className="code" tabIndex={0}>
        {`npm install @nest-eureka/discovery
@Module({ imports: [DiscoveryModule.forRoot({ applicationName: 'orders' })] })
EUREKA_CLIENT_SERVICEURL_DEFAULTZONE=${serviceUrl} npm start`}
      </pre>
      <p>{say('services.emptySpring')}</p>
      <pre className="code" tabIndex={0}>{`eureka.client.service-url.defaultZone=${serviceUrl}`}</pre>
    </Section>
  );
}
