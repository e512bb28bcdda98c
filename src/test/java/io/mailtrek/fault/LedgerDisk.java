package io.mailtrek.fault;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.h2.store.fs.FileBaseDefault;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.async.FilePathAsync;

/**
 * The file system under the ledger's H2 file, in place of H2's own of the same name, so that a disk
 * can be full or read-only for one project, on any machine and for any user.
 */
public final class LedgerDisk extends FilePathAsync {
  /** What the system says to those who write. */
  enum Fault {
    FULL("No space left on device"),
    READ_ONLY("Read-only file system");

    private final String words;

    Fault(String words) {
      this.words = words;
    }
  }

  private static final Map<Path, Fault> FAULTS = new ConcurrentHashMap<>();
  private static final AtomicInteger REFUSED = new AtomicInteger();

  /** For H2, which makes one for each file. */
  public LedgerDisk() {}

  /** Begins to stand in for H2's own; files that are open already are not concerned. */
  static void mount() {
    FilePath.register(new LedgerDisk());
    REFUSED.set(0);
  }

  /** Leaves the place to H2's own. */
  static void unmount() {
    FAULTS.clear();
    FilePath.register(new FilePathAsync());
  }

  /** Refuses writes below a folder from now on. */
  static void breaks(Path folder, Fault fault) {
    FAULTS.put(folder, fault);
  }

  /** Permits writes again. */
  static void heals() {
    FAULTS.clear();
  }

  /** How many writes were refused. */
  static int refused() {
    return REFUSED.get();
  }

  @Override
  public boolean canWrite() {
    if (fault(this).containsValue(Fault.READ_ONLY)) {
      REFUSED.incrementAndGet();
      return false;
    }
    return super.canWrite();
  }

  @Override
  public FileChannel open(String mode) throws IOException {
    return new Guarded(super.open(mode), this);
  }

  private static Map<Path, Fault> fault(FilePath file) {
    Map<Path, Fault> faults = new ConcurrentHashMap<>(FAULTS);
    faults.keySet().removeIf(folder -> !file.toString().contains(folder.toString()));
    return faults;
  }

  /** A file whose writes may be refused. */
  private static final class Guarded extends FileBaseDefault {
    private final FileChannel channel;
    private final FilePath file;

    Guarded(FileChannel channel, FilePath file) {
      this.channel = channel;
      this.file = file;
    }

    @Override
    public synchronized int write(ByteBuffer source, long position) throws IOException {
      for (Fault fault : fault(file).values()) {
        REFUSED.incrementAndGet();
        throw new IOException(fault.words);
      }
      return channel.write(source, position);
    }

    @Override
    public synchronized int read(ByteBuffer target, long position) throws IOException {
      return channel.read(target, position);
    }

    @Override
    public long size() throws IOException {
      return channel.size();
    }

    @Override
    protected void implTruncate(long size) throws IOException {
      channel.truncate(size);
    }

    @Override
    public void force(boolean metaData) throws IOException {
      channel.force(metaData);
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) throws IOException {
      return channel.tryLock(position, size, shared);
    }

    @Override
    protected void implCloseChannel() throws IOException {
      channel.close();
    }
  }
}
