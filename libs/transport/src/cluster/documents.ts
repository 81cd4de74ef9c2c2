import { decodeApplication, decodeApplicationsInSlices, decodeInstance } from '@nest-eureka/protocol';
import type { Application, Applications, InstanceInfo } from '@nest-eureka/protocol';
import type { Decode } from '../endpoint/endpoint-request.js';
import { readInSlices } from '../read-in-slices.js';

/** A registry of any size, without holding up the event loop. */
export const readApplications: Decode<Applications> = (text, format, turns) =>
  readInSlices(decodeApplicationsInSlices(text, format), turns);

export const readApplication: Decode<Application> = async (text, format) => decodeApplication(text, format);

export const readInstance: Decode<InstanceInfo> = async (text, format) => decodeInstance(text, format);
