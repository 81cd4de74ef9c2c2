import { differenceText } from './difference-text.mjs';

/**
 * Runs a group of requests in order from an empty registry; every request is a case per subject.
 * Group: `{ name, section, requests }`; a request may be `silent` (preparation, not compared).
 */
export async function runGroup(
  run,
  differ,
  deliberate,
  { name, requests, events = {}, keepRegistry = false, toleranceMs },
) {
  if (!keepRegistry) await differ.reset();
  for (const request of requests) {
    if (request.waitsFor) await events[request.waitsFor](differ);
    const results = await differ.send(request, { toleranceMs });
    if (request.silent) continue;
    for (const result of results) report(run, deliberate, `${name}: ${request.name}`, request, result);
  }
}

function report(run, deliberate, caseName, request, result) {
  const unexpected = deliberate.unexpected(caseName, request, result);
  const full = `[${result.label}] ${caseName}`;
  if (unexpected.length === 0) run.report.pass(full);
  else run.report.fail(full, differenceText(request, result.java, result.ours, unexpected));
}
