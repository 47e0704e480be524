export const SOAP_11 = 'http://schemas.xmlsoap.org/soap/envelope/';
export const SOAP_12 = 'http://www.w3.org/2003/05/soap-envelope';

/** Wrapper elements live here; every child, at every depth, is in no namespace (api3 facts: transport). */
export const API3 = 'urn:api3';
