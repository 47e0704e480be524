import type { RecoveryMail } from './records';

/** The messages about forgotten passwords, in the order in which they would have gone out. */
export class RecoveryMails {
  private readonly rows: RecoveryMail[] = [];

  send(mail: Omit<RecoveryMail, 'recordid'>): RecoveryMail {
    const sent = { recordid: this.rows.length + 1, ...mail };
    this.rows.push(sent);
    return sent;
  }

  all(): readonly RecoveryMail[] {
    return this.rows;
  }
}
