/** What the software itself does with data, shown while the operator has written no policy. */
export const DEFAULT_PRIVACY = `This server keeps what you post, your profile, whom you follow, and what you need to sign in: a user name, a hash of your password and, if you gave one, an e-mail address.

It does not write down network addresses, the app you use, your time zone or when you were last here. The day your account was made is kept for thirty days and then only the year; to others only the year is ever shown.

Every hidden mark in images, such as place, device and time, is removed before they are stored. Your stated location is free text like any other profile field and cannot be searched.

What you delete leaves the pages at once and the server's own records within the retention its operator has set. Copies that other people made stay with them.

Direct messages can be read by the people they mention and, technically, by those who run this server.`;

/** When that text was last changed. */
export const DEFAULT_PRIVACY_AT = Date.UTC(2026, 7, 1);
