/**
 * Mail to people, over the one mail server that the settings name. Knows SMTP and nothing of what a
 * mail is about; nobody else sees the mail library.
 */
@NullMarked
package org.examhall.kernel.mail;

import org.jspecify.annotations.NullMarked;
