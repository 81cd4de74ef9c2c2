import { describe, expect, it } from '@jest/globals';
import { ManualClock } from '@nest-eureka/time/testing';
import type { InstanceInfo } from '@nest-eureka/protocol';
import { OwnInstance } from '../core/own-instance.js';
import { ApplicationInfoManager } from './application-info-manager.js';

function anOwnInstance(app = 'ORDERS'): OwnInstance {
  const info = { app, instanceId: `${app}-1`, status: 'UP', metadata: new Map() } as unknown as InstanceInfo;
  return new OwnInstance(info, new ManualClock());
}

describe('ApplicationInfoManager', () => {
  it('knows nothing before there is an instance', () => {
    const manager = new ApplicationInfoManager();
    expect(manager.info).toBeUndefined();
    expect(manager.infos).toEqual([]);
  });

  it('tells the status at once and each change, also those made elsewhere', () => {
    const manager = new ApplicationInfoManager();
    const statuses: string[] = [];
    manager.status$.subscribe((status) => statuses.push(status));
    expect(statuses).toEqual([]);
    const own = anOwnInstance();
    manager.adopt(own);
    manager.setInstanceStatus('DOWN');
    manager.setInstanceStatus('DOWN');
    own.freezeStatus('OUT_OF_SERVICE');
    manager.setInstanceStatus('UP');
    expect(statuses).toEqual(['UP', 'DOWN', 'OUT_OF_SERVICE']);
    expect(manager.info?.status).toBe('OUT_OF_SERVICE');
  });

  it('gives an instance what was set before it was there', () => {
    const manager = new ApplicationInfoManager();
    manager.setInstanceStatus('DOWN');
    manager.setMetadata({ weight: '1', zone: 'a' });
    manager.setMetadata({ weight: '2', zone: undefined });
    manager.adopt(anOwnInstance());
    expect(manager.info?.status).toBe('DOWN');
    expect([...(manager.info?.metadata ?? [])]).toEqual([['weight', '2']]);
  });

  it('speaks for every service name', () => {
    const manager = new ApplicationInfoManager();
    manager.adopt(anOwnInstance('ORDERS'));
    manager.adopt(anOwnInstance('CARTS'));
    manager.setInstanceStatus('DOWN');
    manager.setMetadata({ weight: '2' });
    expect(manager.infos.map(({ app, status, metadata }) => [app, status, metadata.get('weight')])).toEqual([
      ['ORDERS', 'DOWN', '2'],
      ['CARTS', 'DOWN', '2'],
    ]);
  });
});
