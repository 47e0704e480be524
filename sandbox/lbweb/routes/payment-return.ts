import type { Flash } from '../sessions/php-sessions';
import type { Page } from '../visit';

function returnPage(flash: Flash): Page {
  return {
    forGuests: false,
    answer: ({ session, links }) => {
      session.flashes.push(flash);
      return { kind: 'redirect', to: links.to('payment/index') };
    },
  };
}

/** Return addresses of the bank's form: they prove nothing and change nothing (lbweb facts 5.3). */
export const paymentSuccess = returnPage({ kind: 'success', text: 'Платеж успешно проведен' });
export const paymentFail = returnPage({ kind: 'error', text: 'Платеж не был проведен' });
