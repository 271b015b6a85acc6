//! Makes the dictionaries of the checks ready when Banxin is built, so that a run parses, sorts and
//! hashes nothing: tables that are looked up in place. `lexicon.rs` reads what is written here.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs::read_to_string;

/// First ideograph, and how many there are.
const HAN: u32 = 0x4e00;
const COUNT: usize = 0x5200;

/// Writes every table into the folder of the build.
pub fn write() {
    println!("cargo::rerun-if-changed=src/lint/build.rs");
    println!("cargo::rerun-if-changed=data/lint");
    let folder = std::env::var("OUT_DIR").expect("cargo names a folder");
    let put = |name: &str, bytes: &[u8]| std::fs::write(format!("{folder}/{name}"), bytes).expect("the folder is ours");
    let data =
        |name: &str| read_to_string(format!("data/lint/{name}")).unwrap_or_else(|error| panic!("{name}: {error}"));

    let sounds = sounds(&data("sounds.txt"));
    put("sounds.bin", &words(&sounds));
    put("nearby.bin", &words(&nearby(&data("sounds.txt"))));
    let mut simple = vec![0_u16; COUNT];
    for pair in pairs(&data("traditional.txt")) {
        simple[(u32::from(pair.0) - HAN) as usize] = u16::try_from(u32::from(pair.1)).expect("in the first plane");
    }
    put("simplified.bin", &words(&simple));

    let mut seen = vec![0_u8; 1 << 17];
    for (a, b) in pairs(&data("words2.txt")) {
        set(&mut seen, hash(a, b) & 0xf_ffff);
    }
    put("words.bits", &seen);
    let mut rare = vec![0_u8; 1 << 13];
    pairs(&data("rare2.txt")).for_each(|(a, b)| set(&mut rare, hash(a, b) & 0xffff));
    put("rare.bits", &rare);

    // Pairs of syllables with which a set phrase begins, and with which one ends.
    let sound = |c: char| sounds[(u32::from(c) - HAN) as usize];
    let (mut heads, mut tails, mut whole) = (vec![0_u8; 1 << 15], vec![0_u8; 1 << 15], vec![0_u8; 1 << 17]);
    let mut mark = |phrase: &[char]| {
        if let [a, b, c, d] = *phrase {
            set(&mut heads, usize::from(sound(a)) << 9 | usize::from(sound(b)));
            set(&mut tails, usize::from(sound(c)) << 9 | usize::from(sound(d)));
            let key = [a, b, c, d].iter().fold(0_u64, |key, c| key << 10 | u64::from(sound(*c)));
            probes(key).for_each(|bit| set(&mut whole, bit));
        }
    };
    let phrases: Vec<char> = data("phrases4.txt").chars().collect();
    phrases.chunks(4).for_each(&mut mark);
    let keys = phrases.chunks(4).map(|phrase| phrase.iter().fold(0_u64, |key, c| key << 10 | u64::from(sound(*c))));
    put("phrases.keys", &keys.flat_map(u64::to_le_bytes).collect::<Vec<u8>>());
    let collocations = data("collocations.tsv");
    let rows = || collocations.lines().filter(|line| !line.starts_with('#'));
    let pair = |line: &str| line.split('\t').next().unwrap_or("").trim_start_matches('!').trim().to_owned();
    let spoken = listed(&data("pairs4.txt"));
    let mut fixed: Vec<String> = rows().map(pair).chain(spoken).filter(|phrase| phrase.chars().count() == 4).collect();
    fixed.sort_unstable();
    fixed.dedup();
    fixed.iter().for_each(|phrase| mark(&phrase.chars().collect::<Vec<_>>()));
    put("heads.bits", &heads);
    put("tails.bits", &tails);
    put("phrases.bits", &whole);

    // Words by their last character: both reversed, sorted.
    for (list, name) in [("strong2.txt", "strong_ends.txt"), ("common2.txt", "common_ends.txt")] {
        let mut ends: Vec<(char, char)> = pairs(&data(list)).map(|(a, b)| (b, a)).collect();
        ends.sort_unstable();
        put(name, ends.iter().flat_map(|(b, a)| [*b, *a]).collect::<String>().as_bytes());
    }

    let mut code = String::new();
    let like = shapes(&data("shapes.txt"), &mut code);
    triples(&listed(&data("words3.txt")), &listed(&data("pairs4.txt")), &like, &sound, &mut code);
    pairings(rows(), &mut code);
    let key = |phrase: &str| phrase.chars().fold(0_u64, |key, c| key << 10 | u64::from(sound(c)));
    let mut keyed: Vec<(u64, &String)> = fixed.iter().map(|phrase| (key(phrase), phrase)).collect();
    keyed.sort_by_key(|(key, _)| *key);
    writeln!(code, "/// Fixed pairs by their sounds.\npub static PAIRS: &[(u64, &str)] = &{keyed:?};")
        .expect("a string");
    for (name, file) in [("CONFUSABLES", "confusables.tsv"), ("VARIANTS", "variants.tsv")] {
        entries(name, &data(file), &mut code);
    }
    put("lexicon.rs", code.as_bytes());
}

fn pairs(text: &str) -> impl Iterator<Item = (char, char)> {
    let mut chars = text.trim_end().chars();
    std::iter::from_fn(move || Some((chars.next()?, chars.next()?)))
}

fn words(table: &[u16]) -> Vec<u8> {
    table.iter().flat_map(|word| word.to_le_bytes()).collect()
}

fn set(bits: &mut [u8], bit: usize) {
    bits[bit >> 3] |= 1 << (bit & 7);
}

/// The bits of `lexicon::probes`.
fn probes(key: u64) -> impl Iterator<Item = usize> {
    let mixed = key.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    [44, 24, 4].into_iter().map(move |shift| (mixed >> shift) as usize & 0xf_ffff)
}

/// The hash of `lexicon::hash`.
fn hash(a: char, b: char) -> usize {
    (u32::from(a).wrapping_mul(0x9e37_79b1) ^ u32::from(b).wrapping_mul(0x85eb_ca6b)) as usize >> 12
}

/// The number of each character's syllable, from 1.
fn sounds(text: &str) -> Vec<u16> {
    let mut table = vec![0; COUNT];
    for (index, line) in text.lines().enumerate() {
        for c in line.split(' ').nth(1).unwrap_or("").chars() {
            if let Some(cell) = (u32::from(c) as usize).checked_sub(HAN as usize).and_then(|at| table.get_mut(at)) {
                *cell = index as u16 + 1;
            }
        }
    }
    table
}

/// The words of a list with several a line.
fn listed(text: &str) -> Vec<String> {
    text.lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace).map(str::to_owned).collect()
}

/// Words of three characters by their sounds, with a bit for each; and what looks like one of them or like a
/// fixed pair of four, sorted, with a bit for the first two characters.
fn triples(
    three: &[String],
    four: &[String],
    like: &BTreeMap<char, String>,
    sound: &dyn Fn(char) -> u16,
    code: &mut String,
) {
    let key = |word: &str| word.chars().fold(0_u64, |key, c| key << 10 | u64::from(sound(c)));
    let mut keyed: Vec<(u64, &String)> = three.iter().map(|word| (key(word), word)).collect();
    keyed.sort();
    let mut heard = vec![0_u8; 1 << 13];
    keyed.iter().for_each(|(key, _)| set(&mut heard, (key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 48) as usize));
    let mut forms: Vec<(String, &String)> = Vec::new();
    for word in three.iter().chain(four) {
        for (at, c) in word.char_indices() {
            for odd in like.get(&c).map_or("", |group| group).chars().filter(|odd| *odd != c) {
                let mut wrong = word.clone();
                wrong.replace_range(at..at + c.len_utf8(), &odd.to_string());
                if !three.contains(&wrong) && !four.contains(&wrong) {
                    forms.push((wrong, word));
                }
            }
        }
    }
    forms.sort();
    forms.dedup_by(|b, a| a.0 == b.0);
    let mut heads = vec![0_u8; 1 << 16];
    for (wrong, _) in &forms {
        // The hash of `lexicon::head`.
        let key = wrong.chars().take(3).fold(0_u64, |key, c| key << 21 | u64::from(u32::from(c)));
        set(&mut heads, (key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 45) as usize);
    }
    writeln!(code, "/// Words of three characters by their sounds.\npub static TRIPLES: &[(u64, &str)] = &{keyed:?};")
        .expect("a string");
    writeln!(code, "/// Their sounds, one bit each.\npub static TRIPLE_BITS: &[u8] = &{heard:?};").expect("a string");
    writeln!(code, "/// Misshapen forms and the words.\npub static SHAPED: &[(&str, &str)] = &{forms:?};")
        .expect("a string");
    writeln!(
        code,
        "/// First three characters of the forms, one bit each.\npub static SHAPED_HEADS: &[u8] = &{heads:?};"
    )
    .expect("a string");
}

/// The number of each character's syllable where zh and z, ch and c, sh and s, ing and in, eng and en are one:
/// what hands that type by sound take for one another.
fn nearby(text: &str) -> Vec<u16> {
    let mut table = vec![0; COUNT];
    let mut numbers: BTreeMap<String, u16> = BTreeMap::new();
    for line in text.lines() {
        let mut parts = line.split(' ');
        let syllable = parts.next().unwrap_or("");
        let mut plain = syllable.replace("zh", "z").replace("ch", "c").replace("sh", "s");
        for (long, short) in [("ing", "in"), ("eng", "en")] {
            if plain.ends_with(long) {
                plain = plain.replace(long, short);
            }
        }
        let next = numbers.len() as u16 + 1;
        let number = *numbers.entry(plain).or_insert(next);
        for c in parts.next().unwrap_or("").chars() {
            if let Some(cell) = (u32::from(c) as usize).checked_sub(HAN as usize).and_then(|at| table.get_mut(at)) {
                *cell = number;
            }
        }
    }
    table
}

/// Each character with those that look like it.
fn shapes(text: &str, code: &mut String) -> BTreeMap<char, String> {
    let mut like: BTreeMap<char, String> = BTreeMap::new();
    for group in text.lines() {
        group.chars().for_each(|c| like.entry(c).or_default().push_str(group));
    }
    let list: Vec<_> = like.iter().collect();
    writeln!(
        code,
        "/// Characters, each with those that look like it.\npub static SHAPES: &[(char, &str)] = &{list:?};"
    )
    .expect("a string");
    like
}

/// Fixed pairs under their two open forms, sorted; the pairs; what is right though it comes near one.
fn pairings<'a>(rows: impl Iterator<Item = &'a str>, code: &mut String) {
    let four = |text: &str| <[char; 4]>::try_from(text.trim().chars().collect::<Vec<_>>()).ok();
    let (mut open, mut whole, mut unless) = (Vec::new(), Vec::new(), Vec::new());
    let mut near = vec![0_u8; 1 << 13];
    for line in rows {
        let (phrase, others) = line.split_once('\t').unwrap_or((line, ""));
        let strict = phrase.starts_with('!');
        if let Some(pair @ [a, b, c, d]) = four(phrase.trim_start_matches('!')) {
            whole.push(pair);
            open.extend([([a, '\0', c, d], pair, strict), ([a, b, '\0', d], pair, strict)]);
            set(&mut near, hash(a, d) & 0xffff);
        }
        unless.extend(others.split('|').filter_map(four));
    }
    // Of two under one form the earlier of the file stays first.
    open.sort_by_key(|(form, ..)| *form);
    whole.sort_unstable();
    unless.sort_unstable();
    let put = |code: &mut String, name: &str, kind: &str, list: String| {
        writeln!(code, "/// Of the fixed pairs.\npub static {name}: &[{kind}] = &{list};").expect("a string");
    };
    put(code, "OPEN", "([char; 4], [char; 4], bool)", format!("{open:?}"));
    put(code, "WHOLE", "[char; 4]", format!("{whole:?}"));
    put(code, "UNLESS", "[char; 4]", format!("{unless:?}"));
    put(code, "NEAR", "u8", format!("{near:?}"));
}

/// A table of wrong and right: sorted by the first two characters, then the longest first.
fn entries(name: &str, text: &str, code: &mut String) {
    let mut rows: Vec<[&str; 4]> = text
        .lines()
        .filter(|line| !line.starts_with('#') && !line.trim().is_empty())
        .map(|line| {
            let mut cells = line.split('\t');
            std::array::from_fn(|_| cells.next().unwrap_or_default())
        })
        .filter(|[wrong, ..]: &[&str; 4]| !wrong.is_empty())
        .collect();
    // As `heads::pair` does.
    let key = |wrong: &str| {
        let mut chars = wrong.chars();
        let (Some(a), Some(b)) = (chars.next(), chars.next()) else { panic!("{name}: “{wrong}” is one character") };
        u64::from(u32::from(a)) << 32 | u64::from(u32::from(b))
    };
    rows.sort_by_key(|[wrong, ..]| (key(wrong), std::cmp::Reverse(wrong.len())));
    let keys: Vec<u64> = rows.iter().map(|[wrong, ..]| key(wrong)).collect();
    writeln!(code, "/// Wrong, right, contexts, level.\npub static {name}: &[[&str; 4]] = &{rows:?};")
        .expect("a string");
    writeln!(code, "/// The first two characters of each.\npub static {name}_KEYS: &[u64] = &{keys:?};")
        .expect("a string");
}
