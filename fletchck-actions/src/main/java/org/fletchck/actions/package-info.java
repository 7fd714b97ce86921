/**
 * The action types that come with fletchck: {@link org.fletchck.actions.LogActionType}, {@link
 * org.fletchck.actions.EmailActionType}, {@link org.fletchck.actions.SmsActionType}, {@link
 * org.fletchck.actions.WebhookActionType} and {@link org.fletchck.actions.ExecActionType}.
 *
 * <p>What a notification says is decided in one place, {@code MessageText}; an action only carries
 * it. A mail is composed by {@code MailMessage} and handed over by a {@code MailRoute}: a mail
 * server or a sendmail program. Services on the web are asked through {@code WebService}; what each
 * wants is a {@code Template} in the folder of a {@code Preset}.
 */
@NullMarked
package org.fletchck.actions;

import org.jspecify.annotations.NullMarked;
