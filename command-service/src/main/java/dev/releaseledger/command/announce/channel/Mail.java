package dev.releaseledger.command.announce.channel;

import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;

/** A message as a mail. Its Message-ID is made of the delivery's id, so every attempt is the same mail. */
final class Mail extends MimeMessage {
    private static final String UTF_8 = StandardCharsets.UTF_8.name();

    private final String id;

    private Mail(Session session, String id) {
        super(session);
        this.id = id;
    }

    static Mail of(Message message, MailSettings settings, Session session, Instant now) throws MessagingException {
        Mail mail = new Mail(session, "<" + message.deliveryId() + "@" + settings.domain() + ">");
        mail.setFrom(settings.from());
        mail.setRecipients(RecipientType.TO, settings.to().toArray(InternetAddress[]::new));
        mail.setSubject(message.title(), UTF_8);
        mail.setSentDate(Date.from(now));
        // Nobody's holiday should answer it (RFC 3834).
        mail.setHeader("Auto-Submitted", "auto-generated");
        mail.setText(message.text() + "\n\n" + message.reference() + "\n", UTF_8);
        mail.saveChanges();
        return mail;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
        setHeader("Message-ID", id);
    }

    String id() {
        return id;
    }
}
