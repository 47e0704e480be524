import { Logger } from '@nestjs/common';
import type { Metrics } from '../operations/metrics';
import type { UpstreamObserver } from '../shared/upstream-observer';

/** Every upstream call becomes a figure and a line of log. */
export function observeUpstreams(metrics: Metrics): UpstreamObserver {
  const logger = new Logger('Upstream');
  return (call) => {
    metrics.upstreamCall(call);
    logger.debug({ ...call, durationMs: Math.round(call.durationMs) }, 'upstream call');
  };
}
