package io.candelabra.wire.http;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The first line and the headers of an HTTP/1 request, made fit for the library behind: a head that the library would
 * read in another way than a proxy in front of it is refused, and HTTP/1.0 becomes HTTP/1.1 that closes.
 */
final class RequestHead {
    /** A header to ourselves, past the library. A client's own header of that name is dropped. */
    static final String NOTE = "x-candelabra-guard";

    static final String OLD = "1.0";
    private static final Pattern METHOD = Pattern.compile("[A-Z]{1,16}");
    private static final Pattern ABSOLUTE =
            Pattern.compile("([A-Z]{1,16}) https?://[^ /?#]*([^ #]*)( HTTP/1\\.[01])", Pattern.CASE_INSENSITIVE);
    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");
    /** The characters of header names beside letters and digits. */
    private static final String NAME_MARKS = "!#$%&'*+.^_`|~-";

    /** Headers that mean another thing in HTTP/1.0, or nothing, or are only between neighbours there. */
    private static final Set<String> NOT_OF_OLD = Set.of("connection", "keep-alive", "proxy-connection", "expect");

    private static final int SHOWN_PATH = 1 << 10;

    private static final String LINE_END = "\r\n";
    /** Characters of the lines that are written to ourselves, and of a host that is made up. */
    private static final int MOST_ADDED = 100;

    private final StringBuilder text;
    private long length;
    private boolean chunked;
    private int lengths;
    private int hosts;
    private boolean wrong;

    private RequestHead(StringBuilder text) {
        this.text = text;
    }

    /** Reads a head with its empty line at the end. */
    static RequestHead of(String head) {
        int at = head.indexOf(LINE_END);
        String line = head.substring(0, at);
        boolean old = line.endsWith(" HTTP/1.0");
        RequestHead read = new RequestHead(new StringBuilder(head.length() + MOST_ADDED));
        String first = relative(line);
        read.text
                .append(old ? first.substring(0, first.length() - 1) + "1" : first)
                .append(LINE_END);
        for (int from = at + 2; (at = head.indexOf(LINE_END, from)) > from; from = at + 2) {
            read.header(head.substring(from, at), old);
        }
        if (old) {
            if (read.hosts == 0) {
                read.text.append("Host: localhost\r\n");
            }
            read.text.append("Connection: close\r\n").append(NOTE + ": " + OLD + "\r\n");
        }
        if (read.wrong || read.lengths > 1 || (read.chunked && read.lengths > 0)) {
            return refused(line, 400);
        }
        read.text.append("\r\n");
        return read;
    }

    /** The line with the path alone: a client may write the whole address, as to a proxy, and means the same. */
    private static String relative(String line) {
        if (line.startsWith("/", line.indexOf(' ') + 1)) {
            return line;
        }
        Matcher whole = ABSOLUTE.matcher(line);
        if (!whole.matches()) {
            return line;
        }
        String target = whole.group(2);
        return whole.group(1) + " " + (target.startsWith("/") ? "" : "/") + target + whole.group(3);
    }

    private void header(String line, boolean old) {
        int colon = line.indexOf(':');
        String name = colon < 0 ? line : line.substring(0, colon).toLowerCase(Locale.ROOT);
        // a blank before the colon, and a line that goes on with the one before, are read in two ways
        if (colon < 1 || !isName(name)) {
            wrong = true;
            return;
        }
        switch (name) {
            case NOTE -> {
                return;
            }
            case "content-length" -> {
                lengths++;
                String value = value(line, colon);
                wrong |= !LENGTH.matcher(value).matches();
                length = wrong ? 0 : Long.parseLong(value);
            }
            case "transfer-encoding" -> {
                chunked = true;
                wrong |= !value(line, colon).equalsIgnoreCase("chunked");
            }
            case "host" -> hosts++;
            default -> {
                // goes on as it is
            }
        }
        if (!old || !NOT_OF_OLD.contains(name)) {
            text.append(line).append("\r\n");
        }
    }

    private static String value(String line, int colon) {
        return line.substring(colon + 1).strip();
    }

    /** In ASCII alone: other digits and letters are read in two ways. */
    private static boolean isName(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean alphanumeric = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!alphanumeric && NAME_MARKS.indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }

    /** A head that is answered with a status, in the words of the face that its path leads to. */
    static RequestHead refused(String line, int status) {
        String[] words = line.split(" ", 3);
        String method = METHOD.matcher(words[0]).matches() ? words[0] : "GET";
        String path = words.length > 1 && words[1].startsWith("/") ? words[1].replaceFirst("\\?.*", "") : "/";
        RequestHead refused = new RequestHead(new StringBuilder());
        refused.wrong = true;
        refused.text
                .append(method)
                .append(' ')
                .append(path, 0, Math.min(path.length(), SHOWN_PATH))
                .append(" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n")
                .append(NOTE + ": " + status + "\r\n\r\n");
        return refused;
    }

    /** Whether nothing more of the connection is looked at. */
    boolean isLast() {
        return wrong;
    }

    boolean chunked() {
        return chunked;
    }

    /** Bytes of the body; 0 where it is chunked. */
    long length() {
        return length;
    }

    byte[] bytes() {
        return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
