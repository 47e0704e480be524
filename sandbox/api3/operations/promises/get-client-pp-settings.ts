import type { Operation } from '../operation';
import { getPPSettings } from './get-pp-settings';

export const getClientPPSettings: Operation = {
  ...getPPSettings,
  name: 'getClientPPSettings',
  sessions: ['client'],
};
