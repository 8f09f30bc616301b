package guests;

/** Counts who came. */
public interface Visitors {
    int soFar();
}
