package dev.releaseledger.command.announce.channel;

import dev.releaseledger.command.announce.channel.Delivery.Failed;
import dev.releaseledger.command.announce.channel.Delivery.Refused;
import dev.releaseledger.command.announce.channel.Delivery.Sent;
import dev.releaseledger.command.announce.channel.Delivery.Uncertain;
import dev.releaseledger.command.announce.channel.MailSettings.Encryption;
import dev.releaseledger.command.outgoing.AddressRefused;
import dev.releaseledger.command.outgoing.Attempt;
import dev.releaseledger.command.outgoing.GuardedSockets;
import dev.releaseledger.command.outgoing.TimeLimit;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.io.IOException;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.Properties;
import javax.net.ssl.SSLException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;

/** E-mail, handed to a mail server for all recipients or for none. */
final class EmailChannel implements Channel {
    private final String name;
    private final MailSettings settings;
    private final GuardedSockets sockets;
    private final TimeLimit limit;
    private final Clock clock;

    EmailChannel(String name, MailSettings settings, GuardedSockets sockets, TimeLimit limit, Clock clock) {
        this.name = name;
        this.settings = settings;
        this.sockets = sockets;
        this.limit = limit;
        this.clock = clock;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean deduplicates() {
        return false;
    }

    @Override
    public Delivery deliver(Message message) {
        return limit.make(
                new Attempt(),
                attempt -> send(attempt, message),
                reason -> new Failed(settings.host() + ": " + reason, null),
                reason -> new Uncertain(settings.host() + ": " + reason));
    }

    private Delivery send(Attempt attempt, Message message) {
        Socket connection;
        try {
            connection = connect(attempt);
        } catch (AddressRefused e) {
            return new Refused(e.reason());
        } catch (UnknownHostException e) {
            return new Failed(settings.host() + " has no address", null);
        } catch (SSLException e) {
            return new Failed("no secure connection to " + settings.host() + " came about", null);
        } catch (IOException e) {
            return new Failed("no connection to " + settings.host() + " came about", null);
        }
        return converse(attempt, message, connection);
    }

    private Socket connect(Attempt attempt) throws IOException {
        Socket connection = sockets.connect(attempt, settings.host(), settings.port());
        return settings.encryption() == Encryption.TLS ? sockets.secure(connection, settings.host()) : connection;
    }

    private Delivery converse(Attempt attempt, Message message, Socket connection) {
        Session session = session();
        SmtpConversation conversation =
                new SmtpConversation(session, attempt, connection, settings.username(), settings.password());
        try {
            Mail mail = Mail.of(message, settings, session, clock.instant());
            conversation.connect(connection);
            conversation.sendMessage(mail, mail.getAllRecipients());
            return new Sent(mail.id());
        } catch (MessagingException e) {
            return attempt.isPast()
                    ? afterTheEnd(conversation.verdict())
                    : beforeTheEnd(conversation.getLastReturnCode(), e);
        } finally {
            quit(conversation, connection);
        }
    }

    private Delivery beforeTheEnd(int lastCode, MessagingException e) {
        // A connection that broke says more than the code that happened to come last.
        int code = e.getNextException() instanceof IOException ? 0 : Math.max(lastCode, worstOfTheRecipients(e));
        if (code >= 500 && code < 600) {
            return new Refused(settings.host() + " refused it with " + code);
        }
        if (code >= 400 && code < 500) {
            return new Failed(settings.host() + " put it off with " + code, null);
        }
        return new Failed("the conversation with " + settings.host() + " ended before the mail was complete", null);
    }

    private Delivery afterTheEnd(int verdict) {
        if (verdict >= 500 && verdict < 600) {
            return new Refused(settings.host() + " refused the mail with " + verdict);
        }
        if (verdict >= 400 && verdict < 500) {
            return new Failed(settings.host() + " put the mail off with " + verdict, null);
        }
        return new Uncertain(settings.host() + " was sent the mail, and did not say what became of it");
    }

    private static int worstOfTheRecipients(MessagingException e) {
        int worst = 0;
        for (Exception next = e; next instanceof MessagingException failed; next = failed.getNextException()) {
            if (failed instanceof SMTPAddressFailedException recipient) {
                worst = Math.max(worst, recipient.getReturnCode());
            }
        }
        return worst;
    }

    private static void quit(SmtpConversation conversation, Socket connection) {
        try (connection) {
            conversation.close();
        } catch (MessagingException | IOException e) {
            // What became of the mail is known; whether the farewell was heard does not matter.
            return;
        }
    }

    private Session session() {
        Properties properties = new Properties();
        properties.put("mail.smtp.localhost", settings.domain());
        properties.put("mail.smtp.auth", Boolean.toString(settings.username() != null));
        properties.put("mail.smtp.sendpartial", "false");
        properties.put("mail.smtp.quitwait", "false");
        boolean startTls = settings.encryption() == Encryption.STARTTLS;
        properties.put("mail.smtp.starttls.enable", Boolean.toString(startTls));
        properties.put("mail.smtp.starttls.required", Boolean.toString(startTls));
        properties.put("mail.smtp.ssl.socketFactory", sockets.factory());
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        properties.put("mail.smtp.ssl.protocols", "TLSv1.2 TLSv1.3");
        return Session.getInstance(properties);
    }

    @Override
    public String toString() {
        return name + " (e-mail, " + settings.host() + ")";
    }
}
