;; Takes the text of `inline.mjs` apart, in place: a byte is never written before the characters that it is of were read.
(module
  (memory (export "memory") 0)
  (func (export "decode") (param $length i32)
    (local $from i32) (local $to i32) (local $code i32) (local $above i32)
    (loop $next
      (local.set $above (i32.const 0))
      (local.set $code (i32.load8_u (local.get $from)))
      (if (i32.lt_u (local.get $code) (i32.const 0x23))
        (then
          (local.set $above (i32.mul (i32.sub (local.get $code) (i32.const 0x1f)) (i32.const 91)))
          (local.set $from (i32.add (local.get $from) (i32.const 1)))
          (local.set $code (i32.load8_u (local.get $from)))))
      (i32.store8
        (local.get $to)
        (i32.sub
          (i32.add (local.get $above) (local.get $code))
          (i32.add (i32.const 0x23) (i32.ge_u (local.get $code) (i32.const 0x5c)))))
      (local.set $from (i32.add (local.get $from) (i32.const 1)))
      (local.set $to (i32.add (local.get $to) (i32.const 1)))
      (br_if $next (i32.lt_u (local.get $to) (local.get $length))))))
