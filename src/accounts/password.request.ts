import { IsString, Length } from 'class-validator';

export class ChangePasswordRequest {
  @IsString()
  @Length(1, 128)
  currentPassword!: string;

  /** Billing's own rules come on top of this. */
  @IsString()
  @Length(6, 128)
  newPassword!: string;
}

export class RecoverPasswordRequest {
  /** The login as billing has it; its form differs between providers. */
  @IsString()
  @Length(1, 64)
  login!: string;
}
