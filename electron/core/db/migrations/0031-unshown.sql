-- Records of which a vendor has not shown everything: counted each time an account is shown, as what they say cannot be verified.
CREATE INDEX remote_unshown ON remote (account_id, number) WHERE assumed IS NOT NULL;
