import { IsString, Length } from 'class-validator';

export class ReopeningRequest {
  /** Why, for ever: it is a part of the chain. */
  @IsString()
  @Length(3, 1000)
  reason!: string;
}
