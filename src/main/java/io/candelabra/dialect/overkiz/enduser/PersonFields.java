package io.candelabra.dialect.overkiz.enduser;

import io.candelabra.core.access.Refused;
import io.candelabra.core.account.Parts;
import io.candelabra.core.account.Slips;
import io.candelabra.dialect.overkiz.document.RequestBody;
import io.candelabra.dialect.overkiz.document.VendorFields;
import io.candelabra.dialect.overkiz.spelling.OverkizFault;
import io.candelabra.model.Resource.Account;
import io.candelabra.wire.json.Json;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The description of a person that came in. A field that is left out stays as it is.
 *
 * @param userId the account; empty where none is named
 * @param fields what is said of the person, by the names of the document
 */
record PersonFields(Optional<String> userId, Map<String, Object> fields) {
    private static final List<String> TEXTS =
            List.of("firstName", "lastName", "email", "phoneNumber", "mobilePhone", "locale");
    private static final int LONGEST = 200;
    private static final int MOST_ADDRESSES = 10;
    private static final String EMAIL = "email";

    /** The form of the description, for the documentation of the API. */
    record Form(
            @Nullable String userId,
            @Nullable Integer title,
            @Nullable String firstName,
            @Nullable String lastName,
            @Nullable String email,
            @Nullable String phoneNumber,
            @Nullable String mobilePhone,
            @Nullable String locale,
            @Nullable Boolean commercialMailAgreement,
            @Nullable List<Address> extraEmails) {}

    /** One of several mail addresses. */
    record Address(String email) {}

    static PersonFields of(RequestBody body) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (String name : TEXTS) {
            body.text(name).map(text -> bounded(name, text)).ifPresent(text -> fields.put(name, text));
        }
        body.number("title").ifPresent(title -> fields.put("title", title));
        if (body.fields().get("commercialMailAgreement") instanceof Boolean agrees) {
            fields.put("commercialMailAgreement", agrees);
        }
        body.list("extraEmails").ifPresent(list -> fields.put("extraEmails", addresses(list)));
        Optional.ofNullable(fields.get(EMAIL)).map(String::valueOf).ifPresent(PersonFields::checkAddress);
        return new PersonFields(body.text("userId").map(id -> bounded("userId", id)), fields);
    }

    private static List<Map<String, Object>> addresses(List<?> list) {
        if (list.size() > MOST_ADDRESSES) {
            throw OverkizFault.invalid("Invalid extraEmails : no more than " + MOST_ADDRESSES);
        }
        return list.stream()
                .map(one ->
                        RequestBody.of(one).text(EMAIL).orElseThrow(() -> OverkizFault.missing("extraEmails: email")))
                .map(address -> {
                    checkAddress(bounded(EMAIL, address));
                    return Map.<String, Object>of(EMAIL, address, "validated", false);
                })
                .toList();
    }

    private static void checkAddress(String address) {
        if (!address.matches("[^\\s@]{1,100}@[^\\s@]{1,99}")) {
            throw OverkizFault.invalid("Invalid email : it is no mail address");
        }
    }

    private static String bounded(String field, String text) {
        if (text.length() > LONGEST || text.chars().anyMatch(Character::isISOControl)) {
            throw OverkizFault.invalid("Invalid " + field + " : at most " + LONGEST + " characters are needed");
        }
        return text;
    }

    /**
     * The account with this said of it. Another mail address has to be validated anew; until then letters about the account go where
     * they went, since they decide who can come in.
     */
    Account onto(Account account, long nowMs) {
        Map<String, @Nullable Object> document =
                new LinkedHashMap<>(VendorFields.object(account.vendor(), VendorFields.DOCUMENT));
        Object before = document.getOrDefault(EMAIL, account.id());
        document.putAll(fields);
        if (fields.containsKey(EMAIL) && !Objects.equals(before, fields.get(EMAIL))) {
            document.put("emailValidated", false);
        }
        document.putIfAbsent("creationTime", nowMs);
        document.put("lastUpdateTime", nowMs);
        Map<String, String> vendor = new HashMap<>(account.vendor());
        vendor.put(VendorFields.DOCUMENT, Json.text(document));
        String name = (text(document, "firstName") + " " + text(document, "lastName")).strip();
        return new Account(
                account.id(),
                name.isEmpty() ? account.displayName() : name,
                account.passwordHash(),
                account.grants(),
                vendor);
    }

    /** The same of an account that its person makes: there is nobody else yet whom letters could go to. */
    Account ontoFounder(Account account, long nowMs) {
        Account said = onto(account, nowMs);
        return fields.get(EMAIL) instanceof String address ? Parts.with(said, Slips.ADDRESS, address) : said;
    }

    /** The same by whoever administers a setup: nothing is said of somebody who has access to other setups as well. */
    Account ontoMember(Account account, long nowMs) {
        if (account.grants().size() > 1) {
            throw new Refused(new Refused.Conflict(account.id() + " has access to other setups, and says this alone"));
        }
        return onto(account, nowMs);
    }

    private static String text(Map<String, @Nullable Object> document, String field) {
        return document.get(field) instanceof String text ? text : "";
    }
}
