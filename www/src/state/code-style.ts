import { kept } from './preferences';

export const CODE_STYLES = ['curl', 'javascript'] as const;
export type CodeStyle = (typeof CODE_STYLES)[number];

/** The format in which requests are copied. */
export const codeStyle = kept<CodeStyle>('code', 'curl', CODE_STYLES);
