/**
 * The action types that come with fletchck: {@link org.fletchck.actions.LogActionType}, {@link
 * org.fletchck.actions.EmailActionType}, {@link org.fletchck.actions.SmsActionType}, {@link
 * org.fletchck.actions.WebhookActionType} and {@link org.fletchck.actions.ExecActionType}.
 *
 * <p>The text of a notification is composed in one place, {@code MessageText}; an action only
 * delivers it. A mail is composed by {@code MailMessage} and sent by a {@code MailRoute}: a mail
 * server or a sendmail program. Web services are called through {@code WebService}; the request of
 * each is a {@code Template} in the folder of a {@code Preset}.
 */
@NullMarked
package org.fletchck.actions;

import org.jspecify.annotations.NullMarked;
