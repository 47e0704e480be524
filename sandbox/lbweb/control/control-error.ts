/** A control call that is not understood; answered as `{"error": "…"}`. */
export class ControlError extends Error {
  constructor(
    readonly statusCode: 400 | 404,
    message: string,
  ) {
    super(message);
  }
}
