package io.candelabra.dialect.overkiz.enduser;

import io.candelabra.core.account.Accounts;
import io.candelabra.dialect.overkiz.document.VendorFields;
import io.candelabra.model.Resource.Account;
import io.candelabra.model.Resource.FaceBinding;
import io.candelabra.wire.json.Json;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The setups of a person: which of them is shown first, and what the person calls each. Both stand with the account. */
public final class Setups {
    private static final String LABELS = "overkiz.labels";
    private static final String DEFAULT = "overkiz.defaultSetup";

    private Setups() {}

    /** The setup that is shown to somebody who names none; empty for who has none. */
    public static Optional<FaceBinding> first(Accounts accounts, String account) {
        List<FaceBinding> bindings = accounts.bindings(VendorFields.DIALECT, account);
        String chosen = accounts.account(account)
                .map(Account::vendor)
                .map(vendor -> vendor.getOrDefault(DEFAULT, ""))
                .orElse("");
        // one that was chosen and is gone is none
        return bindings.stream()
                .filter(binding -> binding.address().equals(chosen))
                .findFirst()
                .or(() -> bindings.stream().findFirst());
    }

    static String label(Account account, String setupOid) {
        Object label = VendorFields.object(account.vendor(), LABELS).get(setupOid);
        return label == null ? "" : String.valueOf(label);
    }

    static Account labelled(Account account, String setupOid, String label) {
        Map<String, @Nullable Object> labels = new LinkedHashMap<>(VendorFields.object(account.vendor(), LABELS));
        labels.put(setupOid, label);
        return with(account, LABELS, Json.text(labels));
    }

    static Account choosing(Account account, String setupOid) {
        return with(account, DEFAULT, setupOid);
    }

    /** How somebody has a setup from the beginning. */
    public static Account added(Account account, String setupOid, Optional<String> label, boolean first) {
        Account labelled = label.map(text -> labelled(account, setupOid, text)).orElse(account);
        return first ? choosing(labelled, setupOid) : labelled;
    }

    private static Account with(Account account, String key, String value) {
        Map<String, String> vendor = new HashMap<>(account.vendor());
        vendor.put(key, value);
        return new Account(account.id(), account.displayName(), account.passwordHash(), account.grants(), vendor);
    }
}
