package dev.releaseledger.command.announce.channel;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import dev.releaseledger.command.announce.channel.Delivery.Failed;
import dev.releaseledger.command.announce.channel.Delivery.Refused;
import dev.releaseledger.command.announce.channel.Delivery.Sent;
import dev.releaseledger.command.announce.channel.Delivery.Uncertain;
import dev.releaseledger.command.announce.channel.MailSettings.Encryption;
import dev.releaseledger.command.outgoing.Certificates;
import dev.releaseledger.command.outgoing.Outside;
import dev.releaseledger.command.outgoing.ScriptedServer;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailChannelTest {
    private static final String MESSAGE_ID = "<0198c0de-1111-7222-8333-444455556666@ledger.example>";

    /** Mail as a mail server of the usual kind takes it. */
    @Nested
    class OrdinaryMail {

        @Test
        void everyRecipientGetsTheMail_underTheDeliverysId() throws Exception {
            try (Mailbox mailbox = new Mailbox()) {
                Delivery delivery = channel(new Outside(), "127.0.0.1", mailbox.port(), Encryption.NONE, null, null)
                        .deliver(new Message(
                                Messages.DELIVERY,
                                "Basket 2.5.0 läuft — ✨ & größer",
                                "Zeile eins ü €\n.\n..\nlast line",
                                "# not sent by mail",
                                Messages.RELEASE));

                assertThat(delivery).isEqualTo(new Sent(MESSAGE_ID));
                assertThat(mailbox.mails()).hasSize(2);
                MimeMessage mail = mailbox.mails()[0];
                assertThat(mail.getMessageID()).isEqualTo(MESSAGE_ID);
                assertThat(mail.getSubject()).isEqualTo("Basket 2.5.0 läuft — ✨ & größer");
                assertThat(mail.getSentDate().toInstant()).isEqualTo(Outside.NOW);
                assertThat(((InternetAddress) mail.getFrom()[0]).getPersonal()).isEqualTo("Veröffentlichungen");
                assertThat(Arrays.stream(mail.getAllRecipients()).map(Object::toString))
                        .containsExactly("team@ledger.example", "support@ledger.example");
                assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
                assertThat(mail.getContentType()).isEqualTo("text/plain; charset=UTF-8");
                assertThat(((String) mail.getContent()).replace("\r\n", "\n").strip())
                        .isEqualTo("Zeile eins ü €\n.\n..\nlast line\n\n" + Messages.RELEASE);
            }
        }

        @Test
        void aTextThatLooksLikeHeadersOrTheEndOfAMailStaysText() throws Exception {
            try (Mailbox mailbox = new Mailbox()) {
                channel(new Outside(), "127.0.0.1", mailbox.port(), Encryption.NONE, null, null)
                        .deliver(Messages.saying(
                                "Bcc: eve@example.com\r\n\r\n.\r\nMAIL FROM:<eve@example.com>\n.\rRCPT TO:<x@y>"));

                assertThat(mailbox.mails()).hasSize(2).allSatisfy(mail -> {
                    assertThat(mail.getHeader("Bcc")).isNull();
                    assertThat(GreenMailUtil.getBody(mail)).contains("MAIL FROM:<eve@example.com>");
                });
            }
        }

        @Test
        void aLongTitleIsFoldedAndReadAsOneLine() throws Exception {
            String title = "Überraschend langer Titel ".repeat(19).strip();
            try (Mailbox mailbox = new Mailbox()) {
                channel(new Outside(), "127.0.0.1", mailbox.port(), Encryption.NONE, null, null)
                        .deliver(new Message(Messages.DELIVERY, title, "text", null, Messages.RELEASE));

                assertThat(mailbox.mails()[0].getSubject()).isEqualTo(title);
            }
        }

        @Test
        void whoHandsItInLogsIn() throws Exception {
            try (Mailbox mailbox = new Mailbox()) {
                mailbox.user("ledger", "hunter2");

                assertThat(channel(new Outside(), "127.0.0.1", mailbox.port(), Encryption.NONE, "ledger", "hunter2")
                                .deliver(Messages.saying("text")))
                        .isEqualTo(new Sent(MESSAGE_ID));
                assertThat(channel(new Outside(), "127.0.0.1", mailbox.port(), Encryption.NONE, "ledger", "wrong")
                                .deliver(Messages.saying("text")))
                        .isEqualTo(new Refused("127.0.0.1 refused it with 535"));
                assertThat(mailbox.mails()).hasSize(2);
            }
        }
    }

    /** What is known when a mail server says no, or nothing. */
    @Nested
    class UnhelpfulServers {

        @ParameterizedTest
        @CsvSource({
            "GREETING, 554 no service here",
            "MAIL, 550 not from you",
            "RCPT, 550 nobody of that name",
            "DATA, 554 no",
            "END, 554 looks like spam"
        })
        void aPermanentNoMeansRefused(String cue, String answer) throws IOException {
            assertThat(deliver(Map.of(cue, answer))).isInstanceOf(Refused.class);
        }

        @ParameterizedTest
        @CsvSource({
            "GREETING, 421 too busy",
            "MAIL, 451 later",
            "RCPT, 450 greylisted",
            "DATA, 452 full",
            "END, 451 later",
            "END, 421 going down"
        })
        void aPassingNoMeansFailed(String cue, String answer) throws IOException {
            assertThat(deliver(Map.of(cue, answer))).isInstanceOf(Failed.class);
        }

        @ParameterizedTest
        @ValueSource(strings = {"GREETING", "EHLO", "MAIL", "RCPT", "DATA"})
        void aConnectionThatBreaksBeforeTheEndOfTheMailMeansFailed(String cue) throws IOException {
            assertThat(deliver(Map.of(cue, ScriptedMailServer.HANG_UP))).isInstanceOf(Failed.class);
        }

        @ParameterizedTest
        @ValueSource(strings = {"GREETING", "EHLO", "MAIL", "RCPT", "DATA"})
        void silenceBeforeTheEndOfTheMailMeansFailed(String cue) throws IOException {
            Outside impatient = new Outside().silentFor(Duration.ofMillis(300));

            assertThat(deliver(impatient, Map.of(cue, ScriptedMailServer.SILENCE)))
                    .isInstanceOf(Failed.class);
        }

        @ParameterizedTest
        @ValueSource(strings = {ScriptedMailServer.HANG_UP, "garbage", "999 what", "2"})
        void noWordAfterTheEndOfTheMailMeansUncertain(String answer) throws IOException {
            assertThat(deliver(Map.of("END", answer))).isInstanceOf(Uncertain.class);
        }

        @Test
        void silenceAfterTheEndOfTheMailMeansUncertain() throws IOException {
            Map<String, String> silent = Map.of("END", ScriptedMailServer.SILENCE);

            assertThat(deliver(new Outside().silentFor(Duration.ofSeconds(2)), silent))
                    .isInstanceOf(Uncertain.class);
            assertThat(deliver(new Outside().inAll(Duration.ofSeconds(4)), silent))
                    .isInstanceOf(Uncertain.class);
        }

        @Test
        void onceTheMailIsTaken_howTheConversationEndsDoesNotMatter() throws IOException {
            assertThat(deliver(Map.of("QUIT", ScriptedMailServer.HANG_UP))).isEqualTo(new Sent(MESSAGE_ID));
            assertThat(deliver(Map.of("QUIT", ScriptedMailServer.SILENCE))).isEqualTo(new Sent(MESSAGE_ID));
        }

        @Test
        void oneRefusedRecipientKeepsTheMailFromAll() throws IOException {
            try (ScriptedMailServer server =
                    ScriptedMailServer.answering(Map.of("RCPT", "550 no such user team@ledger.example"))) {
                Delivery delivery = channel(new Outside(), "127.0.0.1", server.port(), Encryption.NONE, null, null)
                        .deliver(Messages.saying("text"));

                assertThat(delivery).isEqualTo(new Refused("127.0.0.1 refused it with 550"));
                assertThat(server.heard()).contains("RSET").doesNotContain("DATA");
                assertThat(server.mails()).isEmpty();
            }
        }

        @Test
        void aGreetingWithoutAnEndIsReadToItsBound() throws IOException {
            byte[] more = "2".repeat(8_192).getBytes(StandardCharsets.US_ASCII);
            AtomicLong written = new AtomicLong();
            try (ScriptedServer server = ScriptedServer.playing(connection -> {
                while (true) {
                    connection.getOutputStream().write(more);
                    written.addAndGet(more.length);
                }
            })) {
                assertThat(channel(new Outside(), "127.0.0.1", server.port(), Encryption.NONE, null, null)
                                .deliver(Messages.saying("text")))
                        .isInstanceOf(Failed.class);
                // What the buffers of both sides take, and no more.
                assertThat(written).hasValueLessThan(32L << 20);
            }
        }

        private Delivery deliver(Map<String, String> answers) throws IOException {
            return deliver(new Outside(), answers);
        }

        private Delivery deliver(Outside outside, Map<String, String> answers) throws IOException {
            try (ScriptedMailServer server = ScriptedMailServer.answering(answers)) {
                Delivery delivery = channel(outside, "127.0.0.1", server.port(), Encryption.NONE, null, null)
                        .deliver(Messages.saying("text"));
                assertThat(delivery.toString()).doesNotContain("team@", "support@");
                return delivery;
            }
        }
    }

    /** Where a mail server may be, and that nobody listens on the way to it. */
    @Nested
    class GuardedWay {

        @Test
        void aServerInsideIsRefusedUnlessAllowed_andNotEvenConnectedTo() throws IOException {
            try (ScriptedServer server = ScriptedServer.playing(connection -> {})) {
                assertThat(channel(new Outside().allowing(), "localhost", server.port(), Encryption.NONE, null, null)
                                .deliver(Messages.saying("text")))
                        .isEqualTo(new Refused("localhost has a loopback address, which outgoing calls may not reach"));
                assertThat(server.connections()).isZero();
            }
        }

        @Test
        void nobodyThereMeansFailed() throws IOException {
            int port;
            try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                port = gone.getLocalPort();
            }

            assertThat(channel(new Outside(), "127.0.0.1", port, Encryption.NONE, null, null)
                            .deliver(Messages.saying("text")))
                    .isEqualTo(new Failed("no connection to 127.0.0.1 came about", null));
        }

        @Test
        void nothingOfTheMailIsSaidBeforeTheConnectionIsSecure(@TempDir Path directory) throws Exception {
            Certificates certificates = Certificates.of("mail.example", directory);
            try (ScriptedMailServer server = ScriptedMailServer.offeringStartTls(certificates.server())) {
                Delivery delivery = channel(
                                secure(certificates),
                                "mail.example",
                                server.port(),
                                Encryption.STARTTLS,
                                "ledger",
                                "hunter2")
                        .deliver(Messages.saying("text"));

                assertThat(delivery).isEqualTo(new Sent(MESSAGE_ID));
                assertThat(server.heard().subList(0, 2)).containsExactly("EHLO ledger.example", "STARTTLS");
                assertThat(server.heard().subList(2, server.heard().size()))
                        .isNotEmpty()
                        .allSatisfy(command -> assertThat(command).startsWith("TLS "));
            }
        }

        @Test
        void aServerThatDoesNotOfferEncryptionGetsNothing() throws IOException {
            try (ScriptedMailServer server = ScriptedMailServer.answering(Map.of())) {
                Delivery delivery = channel(
                                new Outside(), "127.0.0.1", server.port(), Encryption.STARTTLS, "ledger", "hunter2")
                        .deliver(Messages.saying("text"));

                assertThat(delivery).isInstanceOf(Failed.class);
                assertThat(server.heard()).noneMatch(command -> command.matches("(AUTH|MAIL|RCPT|DATA).*"));
            }
        }

        @Test
        void aServerWithTheWrongNameOrUnknownToAllGetsNothing(@TempDir Path directory) throws Exception {
            Certificates certificates = Certificates.of("mail.example", directory);
            try (ScriptedMailServer server = ScriptedMailServer.offeringStartTls(certificates.server())) {
                Outside trusting = secure(certificates);
                Outside strange = new Outside().resolving(host -> InetAddress.getAllByName("127.0.0.1"));

                assertThat(List.of(
                                channel(
                                                trusting,
                                                "other.example",
                                                server.port(),
                                                Encryption.STARTTLS,
                                                "ledger",
                                                "hunter2")
                                        .deliver(Messages.saying("text")),
                                channel(strange, "mail.example", server.port(), Encryption.STARTTLS, null, null)
                                        .deliver(Messages.saying("text"))))
                        .hasOnlyElementsOfType(Failed.class);
                assertThat(server.heard()).noneMatch(command -> command.startsWith("TLS "));
            }
        }

        @Test
        void aConnectionThatIsSecureFromTheStartChecksTheNameToo(@TempDir Path directory) throws Exception {
            Certificates certificates = Certificates.of("mail.example", directory);
            try (ScriptedMailServer server = ScriptedMailServer.secureFromTheStart(certificates.server())) {
                Outside trusting = secure(certificates);

                assertThat(channel(trusting, "mail.example", server.port(), Encryption.TLS, null, null)
                                .deliver(Messages.saying("text")))
                        .isEqualTo(new Sent(MESSAGE_ID));
                assertThat(channel(trusting, "other.example", server.port(), Encryption.TLS, null, null)
                                .deliver(Messages.saying("text")))
                        .isEqualTo(new Failed("no secure connection to other.example came about", null));
                assertThat(server.mails()).hasSize(1);
            }
        }

        private Outside secure(Certificates certificates) {
            return new Outside()
                    .resolving(host -> InetAddress.getAllByName("127.0.0.1"))
                    .trusting(certificates.trusting());
        }
    }

    private static EmailChannel channel(
            Outside outside,
            String host,
            int port,
            Encryption encryption,
            @Nullable String user,
            @Nullable String password) {
        try {
            return new EmailChannel(
                    "customers",
                    new MailSettings(
                            host,
                            port,
                            encryption,
                            user,
                            password,
                            new InternetAddress("releases@ledger.example", "Veröffentlichungen", "UTF-8"),
                            List.of(
                                    new InternetAddress("team@ledger.example"),
                                    new InternetAddress("support@ledger.example"))),
                    outside.sockets(),
                    outside.limit(),
                    Outside.CLOCK);
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** GreenMail, for the time of a test. */
    private static final class Mailbox implements AutoCloseable {
        private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

        Mailbox() {
            server.start();
        }

        int port() {
            return server.getSmtp().getPort();
        }

        MimeMessage[] mails() {
            return server.getReceivedMessages();
        }

        void user(String login, String password) {
            server.setUser(login + "@ledger.example", login, password);
        }

        @Override
        public void close() {
            server.stop();
        }
    }
}
