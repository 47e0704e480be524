import { ValidationPipe } from '@nestjs/common';
import { CommonProblems } from '../problem/common-problems';
import { fieldErrorsOf } from '../problem/field-errors';
import { Problem } from '../problem/problem';

/** Refuses what a request class does not declare, converts nothing by guessing, and answers with field errors. */
export function strictValidation(): ValidationPipe {
  return new ValidationPipe({
    whitelist: true,
    forbidNonWhitelisted: true,
    transform: true,
    stopAtFirstError: false,
    exceptionFactory: (errors) =>
      new Problem(CommonProblems.validationFailed, { errors: fieldErrorsOf(errors) }),
  });
}
