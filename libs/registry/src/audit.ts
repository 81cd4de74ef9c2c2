export { verifyAuditFile } from './security/audit/verify-audit-file.js';
export type { AuditVerdict } from './security/audit/verify-audit-file.js';
export { maskMetadata } from './security/secrets/masked-secrets.js';
