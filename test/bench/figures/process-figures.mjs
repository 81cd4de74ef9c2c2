import { readFileSync } from 'node:fs';

/** USER_HZ: the unit of CPU times in /proc, fixed for user space on Linux. */
const MS_PER_TICK = 10;
const UTIME = 11;
const STIME = 12;

/** CPU time that a process has used so far, all of its threads, user and system. */
export function cpuMsOf(pid) {
  const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
  // the name, in brackets, may hold blanks: fields are counted from behind it
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[UTIME]) + Number(fields[STIME])) * MS_PER_TICK;
}

/** Resident memory in MB. */
export const residentMbOf = (pid) => statusMbOf(pid, 'VmRSS');

/** The most that was ever resident, in MB. */
export const peakMbOf = (pid) => statusMbOf(pid, 'VmHWM');

function statusMbOf(pid, field) {
  const kilobytes = new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'latin1'));
  return Number(kilobytes[1]) / 1024;
}
