package dev.releaseledger.command.announce.channel;

import dev.releaseledger.command.outgoing.ScriptedServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * A mail server that is polite except where it is told otherwise. It can be told what to answer to a command, to {@code GREETING},
 * or to {@code END}, the full stop after a mail; {@link #SILENCE} lets it answer nothing, {@link #HANG_UP} close the connection.
 */
final class ScriptedMailServer implements AutoCloseable {
    static final String SILENCE = "";
    static final String HANG_UP = "!";

    private final Map<String, String> otherwise;
    private final boolean secureFirst;
    private final @Nullable SSLContext tls;
    private final ScriptedServer server;
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final List<String> mails = new CopyOnWriteArrayList<>();

    private ScriptedMailServer(Map<String, String> otherwise, boolean secureFirst, @Nullable SSLContext tls)
            throws IOException {
        this.otherwise = otherwise;
        this.secureFirst = secureFirst;
        this.tls = tls;
        this.server = ScriptedServer.playing(this::play);
    }

    static ScriptedMailServer answering(Map<String, String> otherwise) throws IOException {
        return new ScriptedMailServer(otherwise, false, null);
    }

    static ScriptedMailServer offeringStartTls(SSLContext tls) throws IOException {
        return new ScriptedMailServer(Map.of(), false, tls);
    }

    static ScriptedMailServer secureFromTheStart(SSLContext tls) throws IOException {
        return new ScriptedMailServer(Map.of(), true, tls);
    }

    int port() {
        return server.port();
    }

    /** The commands it was sent so far; those under TLS begin with {@code TLS }. */
    List<String> heard() {
        return List.copyOf(heard);
    }

    /** The mails whose end it has seen, as they came over the line. */
    List<String> mails() {
        return List.copyOf(mails);
    }

    private void play(Socket plain) throws IOException {
        Socket connection = secureFirst && tls != null ? secured(plain, tls) : plain;
        BufferedReader in = reader(connection);
        if (!say(connection, "GREETING", "220 mail.example ESMTP")) {
            return;
        }
        String line;
        while ((line = in.readLine()) != null) {
            heard.add((connection instanceof SSLSocket ? "TLS " : "") + line);
            String verb = line.split("[ :]", 2)[0].toUpperCase(Locale.ROOT);
            boolean offers = tls != null && !(connection instanceof SSLSocket);
            String polite = switch (verb) {
                case "EHLO" -> offers ? "250-mail.example\r\n250 STARTTLS" : "250-mail.example\r\n250 AUTH PLAIN";
                case "STARTTLS" -> "220 go ahead";
                case "AUTH" -> "235 welcome";
                case "DATA" -> "354 go ahead";
                case "QUIT" -> "221 bye";
                default -> "250 fine";
            };
            if (!say(connection, verb, polite)) {
                return;
            }
            if (verb.equals("STARTTLS") && tls != null) {
                connection = secured(plain, tls);
                in = reader(connection);
            }
            if (verb.equals("DATA") && !otherwise.containsKey("DATA")) {
                mails.add(mail(in));
                if (!say(connection, "END", "250 queued")) {
                    return;
                }
            }
        }
    }

    private static SSLSocket secured(Socket plain, SSLContext tls) throws IOException {
        SSLSocket secured = (SSLSocket) tls.getSocketFactory().createSocket(plain, null, true);
        secured.setUseClientMode(false);
        return secured;
    }

    private boolean say(Socket connection, String cue, String polite) throws IOException {
        String answer = otherwise.getOrDefault(cue, polite);
        if (answer.equals(HANG_UP)) {
            return false;
        }
        if (!answer.equals(SILENCE)) {
            connection.getOutputStream().write((answer + "\r\n").getBytes(StandardCharsets.US_ASCII));
            connection.getOutputStream().flush();
        }
        return true;
    }

    private static String mail(BufferedReader in) throws IOException {
        StringBuilder mail = new StringBuilder();
        String line = in.readLine();
        while (line != null && !line.equals(".")) {
            mail.append(line).append("\r\n");
            line = in.readLine();
        }
        if (line == null) {
            throw new IOException("the mail has no end");
        }
        return mail.toString();
    }

    private static BufferedReader reader(Socket connection) throws IOException {
        return new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.US_ASCII));
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
