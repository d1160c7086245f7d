export { checkPassword, type PasswordFault } from './password-rules.ts'
