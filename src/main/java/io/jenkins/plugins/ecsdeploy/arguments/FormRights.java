package io.jenkins.plugins.ecsdeploy.arguments;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Item;
import jenkins.model.Jenkins;

/**
 * Who gets answers from the methods behind the forms: verdicts on what is typed in, and lists to choose from. Others get none,
 * and no error either, which their form would only show.
 */
public final class FormRights {
    private FormRights() {}

    /**
     * For verdicts that tell nothing but what is wrong with the text itself: whoever may see the form of an item, such as its
     * snippet generator. The one of no item is for everybody who may see Jenkins.
     */
    public static boolean maySee(@CheckForNull Item item) {
        return item == null ? Jenkins.get().hasPermission(Jenkins.READ) : item.hasPermission(Item.EXTENDED_READ);
    }

    /** For verdicts that tell what there is: whoever may change the item's configuration, or the controller's. */
    public static boolean mayConfigure(@CheckForNull Item item) {
        return item == null ? Jenkins.get().hasPermission(Jenkins.ADMINISTER) : item.hasPermission(Item.CONFIGURE);
    }

    /**
     * For lists of what an item may use, by the rule of the Credentials plugin (consumer guide, "Providing a UI form element
     * to let a user select credentials").
     */
    public static boolean mayUse(@CheckForNull Item item) {
        return item == null
                ? Jenkins.get().hasPermission(Jenkins.ADMINISTER)
                : item.hasPermission(Item.EXTENDED_READ) || item.hasPermission(CredentialsProvider.USE_ITEM);
    }
}
