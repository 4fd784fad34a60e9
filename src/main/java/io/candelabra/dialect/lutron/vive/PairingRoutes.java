package io.candelabra.dialect.lutron.vive;

import io.candelabra.core.work.Workbench;
import io.candelabra.wire.tls.CertificateAuthority;
import io.candelabra.wire.tls.Pem;
import java.security.cert.X509Certificate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The calls on the pairing port, in its own small language: only to be paired. */
final class PairingRoutes {
    private static final Logger log = LoggerFactory.getLogger(PairingRoutes.class);
    private static final int LONGEST_NAME = 64;
    /** Checks and signs with keys as long as a client likes: seconds, for the longest. */
    private static final Workbench SIGNING = new Workbench("signing", 1, 8, 1);

    private final CertificateAuthority authority;
    private final ViveIntegrations integrations;
    private final String binding;

    PairingRoutes(CertificateAuthority authority, ViveIntegrations integrations, String binding) {
        this.authority = authority;
        this.integrations = integrations;
        this.binding = binding;
    }

    /**
     * @param who asks: a mark of the certificate and the address
     * @param authorised whether an administrator has just allowed pairing on the hub
     * @param forAccount for whom, where that was said
     */
    Map<String, Object> answer(Object message, String who, boolean authorised, Optional<String> forAccount) {
        Map<?, ?> map = message instanceof Map<?, ?> object ? object : Map.of();
        Map<?, ?> header = map.get("Header") instanceof Map<?, ?> object ? object : Map.of();
        String tag = header.get("ClientTag") instanceof String text ? text : "";
        if (!"Execute".equals(header.get("RequestType")) || !"/pair".equals(header.get("Url"))) {
            return exception(tag, "405 MethodNotAllowed", "This request is not supported");
        }
        if (map.get("Body") instanceof Map<?, ?> body
                && "CSR".equals(body.get("CommandType"))
                && body.get("Parameters") instanceof Map<?, ?> parameters
                && parameters.get("CSR") instanceof String request) {
            return executePair(tag, parameters, request, who, authorised, forAccount);
        }
        return exception(tag, "400 BadRequest", "A pairing holds a signing request as Parameters/CSR");
    }

    /** A signing request becomes a certificate; of the request only the key is taken. */
    private Map<String, Object> executePair(
            String tag,
            Map<?, ?> parameters,
            String request,
            String who,
            boolean authorised,
            Optional<String> forAccount) {
        Optional<String> account = parameters.get("OneTimePassword") instanceof String code
                ? integrations.use(code, binding, who)
                : authorised ? forAccount.or(() -> integrations.owner(binding)) : Optional.empty();
        if (account.isEmpty()) {
            return exception(tag, "401 Unauthorized", "You are not authorized to perform this request");
        }
        String name = name(parameters.get("DisplayName"), "integration");
        X509Certificate certificate;
        try {
            certificate = SIGNING.work(Workbench.Client.GUEST, () -> authority.signClient(request, name));
        } catch (Workbench.Full full) {
            return exception(tag, "503 ServiceUnavailable", "Too many pair at a time; try again later");
        } catch (IllegalArgumentException unusable) {
            log.info("a signing request could not be used: {}", unusable.getMessage());
            return exception(tag, "400 BadRequest", "The signing request cannot be used");
        }
        integrations.paired(certificate, binding, account.get(), name, name(parameters.get("DeviceUID"), ""));
        log.info("{} was paired", name);
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("Certificate", Pem.text(certificate));
        result.put("RootCertificate", Pem.text(authority.root()));
        return message(tag, "200 OK", "signing-result;plurality=single", Map.of("SigningResult", result));
    }

    /** Letters, digits and a few marks of what a client calls itself. */
    private static String name(@org.jspecify.annotations.Nullable Object given, String otherwise) {
        String text = given instanceof String said ? said : "";
        StringBuilder name = new StringBuilder();
        text.codePoints()
                .filter(c -> Character.isLetterOrDigit(c) || c == ' ' || c == '-' || c == '_' || c == '.')
                .limit(LONGEST_NAME)
                .forEach(name::appendCodePoint);
        return name.toString().isBlank() ? otherwise : name.toString().strip();
    }

    static Map<String, Object> exception(String tag, String status, String text) {
        return message(tag, status, "exception;plurality=single", Map.of("Exception", Map.of("Message", text)));
    }

    static Map<String, Object> message(String tag, String status, String type, Map<String, Object> body) {
        Map<String, Object> header = new LinkedHashMap<>();
        header.put("StatusCode", status);
        if (!tag.isEmpty()) {
            header.put("ClientTag", tag);
        }
        header.put("ContentType", type);
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("Header", header);
        message.put("Body", body);
        return message;
    }
}
