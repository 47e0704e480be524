import { Problem } from '../shared/problem/problem';
import { PaymentProblems } from './payment-problems';

/** Where payers may be sent back to, so that our payment form cannot be made to lead elsewhere. */
export class ReturnAddresses {
  constructor(
    private readonly origins: readonly string[],
    private readonly fallback: string | null,
  ) {}

  /**
   * The address to return to, or null for the bank's own page.
   * @throws Problem `return_url_not_allowed`
   */
  choose(wish: string | null): string | null {
    if (wish === null) return this.fallback;
    if (!URL.canParse(wish) || !this.origins.includes(new URL(wish).origin)) {
      throw new Problem(PaymentProblems.returnUrlNotAllowed);
    }
    return wish;
  }
}
