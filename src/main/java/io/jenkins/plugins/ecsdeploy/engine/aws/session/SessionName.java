package io.jenkins.plugins.ecsdeploy.engine.aws.session;

/**
 * The name of a role's session, which CloudTrail shows with every call. STS takes 2 to 64 letters, digits and
 * {@code _+=,.@-} (API reference, AssumeRole, {@code RoleSessionName}).
 */
public final class SessionName {
    private static final int LONGEST = 64;

    private SessionName() {}

    /**
     * {@code shop.deploy-web@12} for build 12 of {@code shop/deploy-web}. Of a name that is too long the end is kept,
     * which tells jobs apart better than the folders that they share.
     *
     * @param job the full name, with slashes between folders
     */
    public static String of(String job, int build) {
        String number = "@" + build;
        String name = job.replace('/', '.').replaceAll("[^A-Za-z0-9_+=,.@-]+", "_");
        int room = LONGEST - number.length();
        return (name.length() <= room ? name : name.substring(name.length() - room)) + number;
    }
}
