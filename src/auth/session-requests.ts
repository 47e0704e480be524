import { IsString, Length } from 'class-validator';

export class SignInRequest {
  /** The login as billing has it; its form differs between providers. */
  @IsString()
  @Length(1, 64)
  login!: string;

  @IsString()
  @Length(1, 128)
  password!: string;
}

export class RefreshRequest {
  @IsString()
  @Length(1, 2048)
  refreshToken!: string;
}
