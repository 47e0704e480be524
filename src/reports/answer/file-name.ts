import { REPORT_TITLES } from '../report';
import type { ReportRequest } from '../request/report-request';

/** `Content-Disposition` with a name for every browser and the Russian one for those that can (RFC 6266, RFC 5987). */
export function dispositionOf({ name, range, timeZone, format }: ReportRequest): string {
  const zone = timeZone.replaceAll('/', '-');
  const rest = `_${range.firstDay}_${range.lastDay}_${zone}.${format}`;
  const title = REPORT_TITLES[name].replaceAll(' ', '_');
  return `attachment; filename="${name}${rest}"; filename*=UTF-8''${encoded(title + rest)}`;
}

function encoded(text: string): string {
  return encodeURIComponent(text).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
