import com.adobe.epubcheck.tool.EpubChecker;

/** EPUBCheck over many books in one virtual machine: most of its time for a small book is starting up. */
public class CheckAll {
    /** Arguments: the end of a report's name, then the books; each report lies beside its book. */
    public static void main(String[] arguments) {
        for (int i = 1; i < arguments.length; i++) {
            String book = arguments[i];
            new EpubChecker().run(new String[] {book, "--quiet", "--json", book + arguments[0]});
        }
    }
}
