package dev.releaseledger.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Asks the running token issuer for a token; behind {@code infra/token}. Uses the JDK alone, so that it starts at once
 * and without a class path: the old HTTP client, for the new one takes several times as long to be there.
 */
final class Token {
    /** The file in the data folder that says where a running issuer gives out tokens. */
    static final String ENDPOINT_FILE = "token-endpoint";
    /** The secret that the issuer's one client has. */
    static final String CLIENT_SECRET = "token-client-secret";

    private static final int PATIENCE_MILLIS = 20_000;
    private static final String CLIENT = "release-ledger-local";
    private static final Pattern ACCESS_TOKEN = Pattern.compile("\"access_token\"\\s*:\\s*\"([^\"]+)\"");
    private static final Pattern DESCRIPTION =
            Pattern.compile("\"error_description\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.)*)\"");

    private Token() {}

    /** Prints a token for {@code ROLE [ACTOR]}, or says on standard error why there is none and ends with 1. */
    public static void main(String[] arguments) {
        if (arguments.length < 1 || arguments.length > 2 || arguments[0].startsWith("-")) {
            System.err.println(
                    "usage: infra/token ROLE[,ROLE…] [ACTOR]     such as: infra/token qa-lead@checkout jane");
            System.exit(2);
        }
        Path data = LocalSettings.from(System.getenv()).data();
        try {
            System.out.println(request(data, arguments[0], arguments.length == 2 ? arguments[1] : ""));
        } catch (Refused e) {
            System.err.println(e.getMessage());
            System.exit(1);
        } catch (IOException e) {
            System.err.println("The token issuer is not up: start everything with infra/up");
            System.exit(1);
        }
    }

    /** No token, and why. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message);
        }
    }

    /**
     * @param actor empty for one that is called like the role
     * @throws IOException when no issuer runs over this data folder
     */
    static String request(Path data, String role, String actor) throws IOException, Refused {
        URI endpoint = URI.create(Files.readString(data.resolve(ENDPOINT_FILE)).strip());
        String secret =
                Files.readString(data.resolve("secrets").resolve(CLIENT_SECRET)).strip();
        String credentials =
                Base64.getEncoder().encodeToString((CLIENT + ":" + secret).getBytes(StandardCharsets.UTF_8));
        String form = "grant_type=client_credentials&role=" + encoded(role)
                + (actor.isEmpty() ? "" : "&actor=" + encoded(actor));
        HttpURLConnection connection = (HttpURLConnection) endpoint.toURL().openConnection(Proxy.NO_PROXY);
        try {
            connection.setConnectTimeout(PATIENCE_MILLIS);
            connection.setReadTimeout(PATIENCE_MILLIS);
            connection.setRequestProperty("Authorization", "Basic " + credentials);
            connection.setDoOutput(true);
            try (OutputStream out = connection.getOutputStream()) {
                out.write(form.getBytes(StandardCharsets.US_ASCII));
            }
            int status = connection.getResponseCode();
            String answer = answer(connection);
            Matcher token = ACCESS_TOKEN.matcher(answer);
            if (status == 200 && token.find()) {
                return token.group(1);
            }
            Matcher description = DESCRIPTION.matcher(answer);
            throw new Refused(description.find() ? description.group(1) : "The token issuer answered " + status);
        } finally {
            connection.disconnect();
        }
    }

    private static String answer(HttpURLConnection connection) throws IOException {
        try (InputStream in =
                connection.getResponseCode() < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
