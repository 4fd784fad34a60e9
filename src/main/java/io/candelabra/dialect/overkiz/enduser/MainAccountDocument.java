package io.candelabra.dialect.overkiz.enduser;

import io.candelabra.dialect.overkiz.document.VendorFields;
import io.candelabra.model.Resource.Account;
import io.candelabra.wire.json.Spread;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The person that a setup belongs to. Fields that are stored of the person replace those that follow from the account. Times are ms since 1970.
 *
 * @param title number of a form of address; 0 for none
 * @param technicalAccount whether no person comes in by it
 * @param kept what else came in with the account, such as {@code phoneNumber}
 */
record MainAccountDocument(
        long creationTime,
        long lastUpdateTime,
        String userId,
        int title,
        String firstName,
        String lastName,
        String email,
        String locale,
        boolean emailValidated,
        boolean commercialMailAgreement,
        boolean technicalAccount,
        @Spread Map<String, @Nullable Object> kept) {

    static MainAccountDocument of(Account account) {
        return new MainAccountDocument(
                0,
                0,
                account.id(),
                0,
                "",
                account.displayName(),
                account.id(),
                "en",
                true,
                false,
                false,
                VendorFields.object(account.vendor(), VendorFields.DOCUMENT));
    }
}
