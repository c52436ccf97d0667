package dev.releaseledger.command.announce.channel;

import dev.releaseledger.command.outgoing.Attempt;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.io.IOException;
import java.net.Socket;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;

/**
 * One conversation with a mail server. Its point of no return is the full stop that ends the mail: a server that has not read it
 * must not deliver (RFC 5321, section 4.1.1.4), and one that has read it may have, whether its answer comes or not.
 */
final class SmtpConversation extends SMTPTransport {
    private final Attempt attempt;
    private int verdict;

    SmtpConversation(
            Session session, Attempt attempt, Socket connection, @Nullable String user, @Nullable String password) {
        // The address instead of the name: it is connected already, and there is nothing to look up.
        super(
                session,
                new URLName(
                        "smtp",
                        connection.getInetAddress().getHostAddress(),
                        connection.getPort(),
                        null,
                        user,
                        password));
        this.attempt = attempt;
    }

    @Override
    protected void finishData() throws IOException, MessagingException {
        if (!attempt.pass()) {
            throw new IOException("given up");
        }
        super.finishData();
    }

    @Override
    protected int readServerResponse() throws MessagingException {
        int code = super.readServerResponse();
        if (attempt.isPast() && verdict == 0) {
            verdict = code;
        }
        return code;
    }

    /** The code of its answer to the end of the mail; 0 or less if it did not come or was none. */
    int verdict() {
        return verdict;
    }
}
