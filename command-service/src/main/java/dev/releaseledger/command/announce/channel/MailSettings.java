package dev.releaseledger.command.announce.channel;

import jakarta.mail.internet.InternetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where and how mail is handed in.
 *
 * @param username who hands it in, or null where nobody asks
 * @param password goes with the user name
 */
record MailSettings(
        String host,
        int port,
        Encryption encryption,
        @Nullable String username,
        @Nullable String password,
        InternetAddress from,
        List<InternetAddress> to) {

    /** How the connection is kept from others. */
    enum Encryption {
        /** Turned on in the conversation, and not an open word before (RFC 3207). */
        STARTTLS(587),
        /** From the first byte on (RFC 8314). */
        TLS(465),
        /** Not at all. */
        NONE(25);

        private final int usualPort;

        Encryption(int usualPort) {
            this.usualPort = usualPort;
        }

        int usualPort() {
            return usualPort;
        }
    }

    MailSettings {
        to = List.copyOf(to);
    }

    /** The domain that mails and their ids come from. */
    String domain() {
        return from.getAddress().substring(from.getAddress().lastIndexOf('@') + 1);
    }

    @Override
    public String toString() {
        return host;
    }
}
